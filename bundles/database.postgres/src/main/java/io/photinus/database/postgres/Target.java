package io.photinus.database.postgres;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which database on which server, and how to get there.
 *
 * @param hosts one or more {@code host:port}, separated by commas
 * @param user empty for the user of this process
 * @param password empty when none is needed
 * @param driver further properties of the driver, in its spelling
 * @param session settings of every session, for example {@code search_path}
 */
record Target(
        String hosts,
        String database,
        String user,
        String password,
        Map<String, String> driver,
        Map<String, String> session) {
    private static final String HIDDEN = "***";

    Target {
        driver = Map.copyOf(driver);
        session = Map.copyOf(session);
    }

    /** Names the server and the database, and no secret. */
    String shown() {
        return hosts + "/" + database;
    }

    /** The text with the password taken out of it, wherever it came in. */
    String withoutSecrets(String text) {
        String secret = driver.getOrDefault("sslpassword", "");
        String clean = password.isEmpty() ? text : text.replace(password, HIDDEN);
        return secret.isEmpty() ? clean : clean.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        Map<String, String> open = new TreeMap<>(driver);
        open.computeIfPresent("sslpassword", (name, value) -> HIDDEN);
        return "Target[" + shown() + ", user=" + user + ", driver=" + open + ", session=" + new TreeMap<>(session)
                + "]";
    }
}
