package io.photinus.rest.internal.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of body that are taken, told by the start of the content type (api 2.3). */
public enum Kind {
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded"),
    TEXT("text/plain"),
    MULTIPART("multipart/form-data"),
    OTHER("");

    private final String mediaType;

    Kind(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Kind of(@Nullable String contentType) {
        if (contentType != null) {
            String lower = contentType.strip().toLowerCase(Locale.ROOT);
            for (Kind kind : values()) {
                if (kind != OTHER && lower.startsWith(kind.mediaType)) {
                    return kind;
                }
            }
        }
        return OTHER;
    }
}
