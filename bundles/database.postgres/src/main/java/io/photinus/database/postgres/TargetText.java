package io.photinus.database.postgres;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the ways in which people name a database: {@code postgres://user:password@host:port/database?key=value} as a Go
 * driver takes it, {@code key=value …}, and {@code jdbc:postgresql:}. Messages never show the text: it may hold a password.
 */
final class TargetText {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern SCHEME = Pattern.compile("(?:postgres|postgresql)://(.*)", Pattern.DOTALL);
    private static final Pattern PAIR =
            Pattern.compile("\\s*([A-Za-z_.]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|((?:[^\\s'\\\\]|\\\\.)*))\\s*");
    private static final Pattern SETTING = Pattern.compile("[a-z_]+(\\.[a-z_]+)?");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    /** Those of the Go driver that mean nothing here, or are always as they should be. */
    private static final Set<String> IDLE =
            Set.of("binary_parameters", "client_encoding", "datestyle", "sslsni", "fallback_application_name");

    private static final Set<String> REFUSED =
            Set.of("sslinline", "krbspn", "krbsrvname", "gssencmode", "passfile", "service", "servicefile");

    private final String plugin;
    private final Map<String, String> given = new LinkedHashMap<>();

    private TargetText(String plugin) {
        this.plugin = plugin;
    }

    /**
     * @param plugin the name of the plugin, for messages
     * @throws IllegalArgumentException when the text cannot be used
     */
    static Target read(String plugin, String url) {
        TargetText text = new TargetText(plugin);
        String plain = url.strip();
        Matcher scheme = SCHEME.matcher(plain);
        if (plain.regionMatches(true, 0, JDBC, 0, JDBC.length())) {
            String rest = plain.substring(JDBC.length());
            // Without server, "jdbc:postgresql:database" means the usual place.
            text.readUrl(rest.startsWith("//") ? rest.substring(2) : "/" + rest);
            text.given.putIfAbsent("sslmode", "prefer");
        } else if (scheme.matches()) {
            text.readUrl(scheme.group(1));
        } else if (plain.contains("=")) {
            text.readPairs(plain);
        } else {
            throw text.unusable("must have the form postgres://user:password@host:port/database?sslmode=…");
        }
        return text.target();
    }

    private IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("url of database plugin " + plugin + " " + why);
    }

    private void readUrl(String rest) {
        int query = rest.indexOf('?');
        if (query >= 0) {
            readQuery(rest.substring(query + 1));
        }
        String path = query < 0 ? rest : rest.substring(0, query);
        int slash = path.indexOf('/');
        String authority = slash < 0 ? path : path.substring(0, slash);
        if (slash >= 0 && slash + 1 < path.length()) {
            given.put("dbname", decoded(path.substring(slash + 1), false));
        }
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] who = authority.substring(0, at).split(":", 2);
            given.put("user", decoded(who[0], false));
            if (who.length > 1) {
                given.put("password", decoded(who[1], false));
            }
        }
        String hosts = authority.substring(at + 1);
        if (!hosts.isEmpty()) {
            given.put("hosts", decoded(hosts, false));
        }
    }

    private void readQuery(String query) {
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                put(decoded(parts[0], true), parts.length > 1 ? decoded(parts[1], true) : "");
            }
        }
    }

    private void readPairs(String text) {
        Matcher pair = PAIR.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!pair.find(at) || pair.start() != at) {
                throw unusable("is no list of key=value");
            }
            String value = pair.group(2) == null ? pair.group(3) : pair.group(2);
            put(pair.group(1), value.replaceAll("\\\\(.)", "$1"));
            at = pair.end();
        }
    }

    /** The driver of Java spells some of them differently. */
    private void put(String name, String value) {
        String key =
                switch (name) {
                    case "connectTimeout" -> "connect_timeout";
                    case "ApplicationName" -> "application_name";
                    case "currentSchema" -> "search_path";
                    default -> name.toLowerCase(Locale.ROOT);
                };
        if (key.equals("ssl")) {
            given.putIfAbsent("sslmode", value.equals("false") ? "disable" : "verify-full");
        } else {
            given.put(key, value);
        }
    }

    private String decoded(String text, boolean query) {
        if (text.indexOf('%') < 0) {
            return query ? text.replace('+', ' ') : text;
        }
        byte[] bytes = new byte[text.length() * 4];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()) {
                    throw unusable("ends in the middle of an escape");
                }
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw unusable("holds a % that is no escape; write %25 for it");
                }
                bytes[length++] = (byte) (16 * high + low);
                i += 3;
            } else {
                byte[] character = (query && c == '+' ? " " : Character.toString(c)).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(character, 0, bytes, length, character.length);
                length += character.length;
                i += Character.charCount(c);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private String take(String key, String otherwise) {
        String value = given.remove(key);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private Target target() {
        String host = take("host", "");
        String port = take("port", "5432");
        String hosts = take("hosts", host);
        String user = take("user", "");
        String password = take("password", "");
        String database = take("dbname", user);
        if (database.isEmpty()) {
            throw unusable("names no database");
        }
        Map<String, String> driver = new LinkedHashMap<>();
        readTls(driver);
        readTimes(driver);
        driver.put("ApplicationName", take("application_name", ""));
        Map<String, String> session = new LinkedHashMap<>();
        for (Map.Entry<String, String> rest : given.entrySet()) {
            if (IDLE.contains(rest.getKey())) {
                continue;
            }
            if (REFUSED.contains(rest.getKey())
                    || !SETTING.matcher(rest.getKey()).matches()) {
                throw unusable("has the parameter " + rest.getKey() + ", which is not supported");
            }
            session.put(rest.getKey(), rest.getValue());
        }
        if (session.getOrDefault("synchronous_commit", "on").equals("off")) {
            throw unusable("switches synchronous_commit off, but a node must not lose what it has confirmed");
        }
        return new Target(hosts(hosts, port), database, user, password, driver, session);
    }

    private void readTls(Map<String, String> driver) {
        // The Go driver's default; whoever wants none says so.
        String mode = take("sslmode", "require");
        String root = take("sslrootcert", "");
        if (!SSL_MODES.contains(mode)) {
            throw unusable(
                    "has sslmode " + mode + "; known are disable, allow, prefer, require, verify-ca, verify-full");
        }
        // As in all drivers that follow PostgreSQL's own: a given root is there to be checked against.
        driver.put("sslmode", mode.equals("require") && !root.isEmpty() ? "verify-ca" : mode);
        if (!root.isEmpty()) {
            driver.put("sslrootcert", root);
        } else if (mode.startsWith("verify")) {
            // The authorities that Java trusts; the driver's own default is a file in the home of the user.
            driver.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        for (String key : List.of("sslcert", "sslkey", "sslpassword")) {
            String value = take(key, "");
            if (!value.isEmpty()) {
                driver.put(key, value);
            }
        }
    }

    private void readTimes(Map<String, String> driver) {
        String seconds = take("connect_timeout", "");
        if (!seconds.isEmpty() && !seconds.equals("0")) {
            if (!seconds.matches("[0-9]{1,4}")) {
                throw unusable("has a connect_timeout that is no number of seconds");
            }
            driver.put("connectTimeout", seconds);
        }
    }

    private String hosts(String text, String port) {
        List<String> hosts = new ArrayList<>();
        for (String one : (text.isEmpty() ? "localhost" : text).split(",")) {
            String host = one.strip();
            if (host.startsWith("/")) {
                throw unusable("names a socket file, but only TCP is supported");
            }
            boolean bare = host.startsWith("[") ? host.endsWith("]") : !host.contains(":");
            String full = bare ? host + ":" + port : host;
            if (!full.matches("(?:\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:/@?\\s]+):[0-9]{1,5}")) {
                throw unusable("has a host or port that cannot be used");
            }
            hosts.add(full);
        }
        return String.join(",", hosts);
    }
}
