package io.photinus.config;

/** Ends the process with an exit code; replaced in tests. */
interface ProcessExit {
    /** Asks for the end and returns at once. */
    void exit(int code);

    /** The real one. */
    static ProcessExit ofThisProcess() {
        // A thread of its own: exit waits for the shutdown hook, the hook for the framework, and the framework for us.
        return code -> new Thread(() -> System.exit(code), "photinus-config-exit").start();
    }
}
