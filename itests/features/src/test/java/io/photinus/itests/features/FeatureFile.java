package io.photinus.itests.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A file of features, as far as the tests ask. */
final class FeatureFile {
    /** A bundle of a feature: its artifact id, and whether it is installed only when another needs it. */
    record Listed(String artifact, boolean dependency) {}

    /**
     * A feature.
     *
     * @param features the features that it needs
     * @param prerequisites those of them that must be running before it is resolved
     * @param others the names of everything else that it holds
     */
    record Feature(
            String name, List<Listed> bundles, List<String> features, List<String> prerequisites, List<String> others) {
        List<String> own() {
            return bundles.stream()
                    .map(Listed::artifact)
                    .filter(artifact -> artifact.startsWith("io.photinus."))
                    .toList();
        }
    }

    private FeatureFile() {}

    /** Ours, from the archive. */
    static Map<String, Feature> ofTheArchive() {
        return read("system/io/photinus/io.photinus.features");
    }

    /** The artifact ids of all bundles of Karaf's own features. */
    static List<String> bundlesOfKaraf() {
        return Stream.of("framework", "standard")
                .flatMap(name -> read("system/org/apache/karaf/features/" + name).values().stream())
                .flatMap(feature -> feature.bundles().stream())
                .map(Listed::artifact)
                .toList();
    }

    private static Map<String, Feature> read(String folder) {
        try (Stream<Path> files = Files.walk(ArchiveJar.top().resolve(folder))) {
            return parse(files.filter(file -> file.toString().endsWith("-features.xml"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Map<String, Feature> parse(Path file) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            Map<String, Feature> features = new TreeMap<>();
            NodeList children = document.getDocumentElement().getChildNodes();
            for (int i = 0; i < children.getLength(); i++) {
                if (children.item(i) instanceof Element element
                        && element.getTagName().equals("feature")) {
                    features.put(element.getAttribute("name"), feature(element));
                }
            }
            return features;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IllegalStateException(file.toString(), broken);
        }
    }

    private static Feature feature(Element element) {
        List<Listed> bundles = new ArrayList<>();
        List<String> features = new ArrayList<>();
        List<String> prerequisites = new ArrayList<>();
        List<String> others = new ArrayList<>();
        collect(element, bundles, features, prerequisites, others);
        return new Feature(element.getAttribute("name"), bundles, features, prerequisites, others);
    }

    private static void collect(
            Element element,
            List<Listed> bundles,
            List<String> features,
            List<String> prerequisites,
            List<String> others) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof Element part)) {
                continue;
            }
            String text = part.getTextContent().strip();
            switch (part.getTagName()) {
                case "bundle" ->
                    bundles.add(new Listed(
                            text.replaceFirst("^.*mvn:[^/]*/([^/$?]*).*$", "$1"),
                            part.getAttribute("dependency").equals("true")));
                case "feature" -> {
                    features.add(text);
                    if (part.getAttribute("prerequisite").equals("true")) {
                        prerequisites.add(text);
                    }
                }
                case "conditional" -> {
                    others.add("conditional");
                    collect(part, bundles, features, prerequisites, others);
                }
                default -> others.add(part.getTagName());
            }
        }
    }
}
