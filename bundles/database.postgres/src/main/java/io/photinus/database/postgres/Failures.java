package io.photinus.database.postgres;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;

/** Says in a sentence, and without secrets, why a server is of no use. */
final class Failures {
    private Failures() {}

    static String sentence(Target target, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String reason = target.withoutSecrets(reason(failure)).replaceAll("\\s*[\\r\\n]+\\s*", " ");
        if (state.startsWith("08")) {
            return "the database server " + target.hosts() + " cannot be reached: " + reason;
        }
        if (state.startsWith("57")) {
            return "the database server " + target.hosts() + " takes no connections: " + reason;
        }
        return "the database " + target.shown() + " cannot be used: " + reason;
    }

    /** The driver's sentence is general where the network's own is short and exact; elsewhere it needs its cause. */
    private static String reason(SQLException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String root = String.valueOf(cause.getMessage());
        if (cause instanceof UnknownHostException) {
            return "unknown host " + root;
        }
        if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
            return root;
        }
        String message = String.valueOf(failure.getMessage());
        return cause.getMessage() == null || message.contains(root) ? message : message + " (" + root + ")";
    }
}
