package io.photinus.tools.bench;

/** Something that a node does over and over under load. */
interface Work extends AutoCloseable {
    /** Begins an action and has the tally know; on the wire's thread. */
    void begin(long number, long due);

    /** @throws io.photinus.tools.client.CannotGoOn when there can be no measurement any more */
    void requireHealthy();

    @Override
    void close();
}
