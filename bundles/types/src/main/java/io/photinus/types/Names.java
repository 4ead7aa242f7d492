package io.photinus.types;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for names, topics and tags (protocol 1.2). */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z]([0-9a-zA-Z._-]{0,62}[0-9a-zA-Z])?");
    private static final int MAX_TOPICS = 10;
    private static final int MAX_TOPICS_LENGTH = 1024;

    private Names() {}

    public static boolean isName(@Nullable String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /**
     * @param field the field named in the error
     * @throws NodeProblem FF00140
     */
    public static String require(@Nullable String text, String field) {
        if (text == null || !isName(text)) {
            throw new NodeProblem(ErrorCode.FF00140, field);
        }
        return text;
    }

    /**
     * A name that cannot be taken for a UUID.
     *
     * @throws NodeProblem FF00140 or FF00141
     */
    public static String requireNoUuid(@Nullable String text, String field) {
        String name = require(text, field);
        if (Ids.tryParse(name) != null) {
            throw new NodeProblem(ErrorCode.FF00141, field);
        }
        return name;
    }

    /**
     * Topics of a message: names, no duplicates, at most 10, at most 1024 characters together.
     *
     * @throws NodeProblem FF00140, FF00133, FF00134 or FF00135
     */
    public static void requireTopics(List<String> topics) {
        Set<String> seen = new HashSet<>();
        int length = 0;
        if (topics.size() > MAX_TOPICS) {
            throw new NodeProblem(ErrorCode.FF00134, "header.topics", topics.size(), MAX_TOPICS);
        }
        for (int i = 0; i < topics.size(); i++) {
            String topic = require(topics.get(i), "header.topics[" + i + "]");
            length += topic.length();
            if (!seen.add(topic)) {
                throw new NodeProblem(ErrorCode.FF00133, "header.topics", topic);
            }
        }
        if (length > MAX_TOPICS_LENGTH) {
            throw new NodeProblem(ErrorCode.FF00135, "header.topics", length, MAX_TOPICS_LENGTH);
        }
    }
}
