package io.photinus.config;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads FireFly's YAML file into a {@link SettingsBuilder}. Only the syntax tree is used: no Java object is made from a tag,
 * and every value keeps the spelling that the file has.
 */
final class YamlFile {
    private static final int MAX_DEPTH = 50;

    private final Path file;
    private final SettingsBuilder into;

    private YamlFile(Path file, SettingsBuilder into) {
        this.file = file;
        this.into = into;
    }

    /**
     * @throws NodeProblem FF00101 when the file cannot be read or is not YAML
     * @throws BadSetting for a key that stands twice
     */
    static void read(Path file, SettingsBuilder into) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Node root = new Yaml(new LoaderOptions()).compose(text);
            if (root == null || Tag.NULL.equals(root.getTag())) {
                return;
            }
            if (!(root instanceof MappingNode)) {
                throw new NodeProblem(ErrorCode.FF00101, file + ": keys and values are expected");
            }
            new YamlFile(file, into).add("", root, 0);
        } catch (MarkedYAMLException malformed) {
            String where = malformed.getProblemMark() == null
                    ? ""
                    : " in line " + (malformed.getProblemMark().getLine() + 1);
            throw new NodeProblem(ErrorCode.FF00101, malformed, file + where + ": " + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw new NodeProblem(ErrorCode.FF00101, malformed, file + ": " + malformed.getMessage());
        } catch (NoSuchFileException missing) {
            throw new NodeProblem(ErrorCode.FF00101, missing, file + ": no such file");
        } catch (IOException unreadable) {
            throw new NodeProblem(ErrorCode.FF00101, unreadable, file + ": " + unreadable);
        }
    }

    private void add(String key, Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new NodeProblem(ErrorCode.FF00101, file + line(node) + ": nested too deeply");
        }
        if (node instanceof MappingNode mapping) {
            if (mapping.getValue().isEmpty()) {
                into.add(key, "", Setting.Kind.EMPTY_MAP);
            }
            addAll(key, mapping, depth);
        } else if (node instanceof SequenceNode sequence) {
            if (sequence.getValue().isEmpty()) {
                into.add(key, "", Setting.Kind.EMPTY_LIST);
            }
            int index = 0;
            for (Node entry : sequence.getValue()) {
                add(key + "[" + index++ + "]", entry, depth + 1);
            }
        } else if (node instanceof ScalarNode scalar) {
            into.add(key, scalar.getValue(), kind(scalar));
        }
    }

    private void addAll(String key, MappingNode mapping, int depth) {
        // Merged keys ("<<") first, so that the mapping's own ones win.
        for (NodeTuple field : mapping.getValue()) {
            if (Tag.MERGE.equals(field.getKeyNode().getTag())) {
                merge(key, field.getValueNode(), depth);
            }
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple field : mapping.getValue()) {
            Node name = field.getKeyNode();
            if (Tag.MERGE.equals(name.getTag())) {
                continue;
            }
            if (!(name instanceof ScalarNode word) || word.getValue().isEmpty()) {
                throw new NodeProblem(ErrorCode.FF00101, file + line(name) + ": a key must be a text");
            }
            String below = key.isEmpty() ? word.getValue() : key + "." + word.getValue();
            if (!seen.add(Catalogue.lower(below))) {
                throw new NodeProblem(ErrorCode.FF00101, file + line(name) + ": the key " + below + " stands twice");
            }
            into.clear(below);
            add(below, field.getValueNode(), depth + 1);
        }
    }

    private void merge(String key, Node source, int depth) {
        if (source instanceof SequenceNode several) {
            // The first one wins.
            for (int i = several.getValue().size() - 1; i >= 0; i--) {
                merge(key, several.getValue().get(i), depth + 1);
            }
        } else {
            add(key, source, depth + 1);
        }
    }

    private static Setting.Kind kind(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (Tag.NULL.equals(tag)) {
            return Setting.Kind.NULL;
        }
        if (Tag.BOOL.equals(tag) && scalar.getValue().matches("(?i)true|false")) {
            return Setting.Kind.BOOLEAN;
        }
        return Tag.INT.equals(tag) || Tag.FLOAT.equals(tag) ? Setting.Kind.NUMBER : Setting.Kind.TEXT;
    }

    private static String line(Node node) {
        return " in line " + (node.getStartMark().getLine() + 1);
    }
}
