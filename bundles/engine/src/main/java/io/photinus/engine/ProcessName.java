package io.photinus.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The name of one start of this process among those that share a database.
 *
 * @param id unlike that of any other start, in printable ASCII
 */
record ProcessName(String id) {
    private static final char END_OF_NAME = '/';

    static ProcessName ofThisStart() {
        String random = UUID.randomUUID().toString().substring(24);
        return new ProcessName(host() + ":" + ProcessHandle.current().pid() + END_OF_NAME + random);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** What people call the process of this id: host and number. */
    static String shown(String id) {
        int end = id.indexOf(END_OF_NAME);
        return end < 0 ? id : id.substring(0, end);
    }
}
