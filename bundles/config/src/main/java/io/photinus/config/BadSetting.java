package io.photinus.config;

/** A setting that cannot be used. The message is one sentence: the key, its value and what is expected. */
final class BadSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 80;

    BadSetting(String sentence) {
        super(sentence);
    }

    BadSetting(String key, String value, String expected) {
        super(key + " is '" + shorten(value) + "', but " + expected + " is expected");
    }

    private static String shorten(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }
}
