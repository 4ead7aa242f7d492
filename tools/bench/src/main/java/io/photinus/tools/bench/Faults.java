package io.photinus.tools.bench;

/**
 * What must not be in a good run.
 *
 * @param refused actions that failed
 * @param lost actions that were accepted and never done
 * @param doubled reports of something that was reported before
 * @param unknown reports of something that never began
 * @param firstRefusal the first failure in words, or empty
 */
record Faults(long refused, long lost, long doubled, long unknown, String firstRefusal) {
    static final Faults NONE = new Faults(0, 0, 0, 0, "");

    boolean none() {
        return refused + lost + doubled + unknown == 0;
    }
}
