package io.photinus.tools.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what happens. One thread writes. */
final class Story {
    private static final String GREEN = "\u001b[32m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colour;
    private int chapter;

    Story(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println(paint(BOLD, chapter + ". " + title));
    }

    void line(String format, Object... values) {
        out.println("   " + String.format(Locale.ROOT, format, values));
    }

    /** Something that was seen, not only expected. */
    void seen(String format, Object... values) {
        out.println("   " + paint(GREEN, "✓") + " " + String.format(Locale.ROOT, format, values));
    }

    void blank() {
        out.println();
    }

    private String paint(String how, String text) {
        return colour ? how + text + PLAIN : text;
    }
}
