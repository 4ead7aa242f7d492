package io.photinus.itests.wiring;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The arrows between bundles, read from the manifests, against the map in docs/architecture.md. */
class ArrowsTest {
    private static final Set<String> CONTRACTS = Set.of(
            "plugin.blockchain", "plugin.sharedstorage", "plugin.dataexchange", "plugin.transport", "plugin.database");

    /** Who may use whom; names without the common prefix. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("types", Set.of()),
            Map.entry("loop", Set.of("types")),
            Map.entry("plugin.blockchain", Set.of("types")),
            Map.entry("plugin.sharedstorage", Set.of("types")),
            Map.entry("plugin.dataexchange", Set.of("types")),
            Map.entry("plugin.transport", Set.of("types")),
            Map.entry("plugin.database", Set.of("types")),
            Map.entry("api", Set.of("types")),
            Map.entry("persistence", Set.of("types")),
            Map.entry("config", Set.of("types")),
            Map.entry("namespaces", with(CONTRACTS, "types", "loop", "persistence")),
            Map.entry("engine", with(CONTRACTS, "types", "loop", "persistence", "namespaces", "api")),
            Map.entry("persistence.sql", Set.of("types", "loop", "persistence", "plugin.database")),
            Map.entry("database.sqlite3", Set.of("types", "loop", "plugin.database")),
            Map.entry("database.postgres", Set.of("types", "loop", "plugin.database")),
            Map.entry("ledger", Set.of("types", "loop")),
            Map.entry("blockchain.ledger", Set.of("types", "loop", "plugin.blockchain")),
            Map.entry("sharedstorage.local", Set.of("types", "loop", "plugin.sharedstorage")),
            Map.entry("dataexchange.https", Set.of("types", "loop", "plugin.dataexchange")),
            Map.entry("transport.websockets", Set.of("types", "loop", "plugin.transport", "http")),
            Map.entry("http", Set.of("types", "api")),
            Map.entry("rest", Set.of("types", "api", "http")),
            Map.entry("metrics", Set.of("types", "api", "http")),
            Map.entry("shell", Set.of("types", "api")),
            Map.entry("swap", Set.of()));

    /** Libraries that stand behind one or two bundles, so that they can be replaced there. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.apache.ibatis", Set.of("persistence.sql"),
            "org.apache.karaf", Set.of("shell", "swap"),
            "javax.ws.rs", Set.of("rest"),
            "org.osgi.service.jaxrs", Set.of("rest"),
            "org.eclipse.jetty", Set.of("http"),
            "javax.servlet", Set.of("http"),
            "org.yaml.snakeyaml", Set.of("config"),
            "java.net.http", Set.of());

    private static final Set<String> EXPORTING =
            with(CONTRACTS, "types", "loop", "api", "persistence", "namespaces", "http");

    private static final Map<String, Manifest> BUNDLES = new TreeMap<>();
    private static final Map<String, String> EXPORTER = new TreeMap<>();

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(Arrays.asList(more));
        return all;
    }

    @BeforeAll
    static void readManifests() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.endsWith(".jar") || !new File(entry).getName().startsWith("io.photinus.")) {
                continue;
            }
            try (JarFile jar = new JarFile(entry)) {
                Manifest manifest = jar.getManifest();
                String name =
                        header(manifest, "Bundle-SymbolicName").split(";")[0].substring("io.photinus.".length());
                BUNDLES.put(name, manifest);
                packages(header(manifest, "Export-Package")).forEach(exported -> EXPORTER.put(exported, name));
            }
        }
    }

    private static String header(Manifest manifest, String name) {
        String value = manifest.getMainAttributes().getValue(name);
        return value == null ? "" : value;
    }

    /** The clauses of a header; commas inside quotes do not part them. */
    private static List<String> clauses(String header) {
        return Pattern.compile("(?:[^,\"]|\"[^\"]*\")+")
                .matcher(header)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The package names of a header, without attributes. */
    private static Set<String> packages(String header) {
        Set<String> names = new TreeSet<>();
        clauses(header).forEach(clause -> names.add(clause.split(";")[0].strip()));
        return names;
    }

    @Test
    void everyBundleOfTheMapIsHere() {
        assertThat(BUNDLES.keySet()).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void noArrowIsMissingFromTheMap() {
        BUNDLES.forEach((name, manifest) -> {
            for (String imported : packages(header(manifest, "Import-Package"))) {
                String exporter = EXPORTER.get(imported);
                if (exporter != null && !exporter.equals(name)) {
                    assertThat(ALLOWED.get(name)).as("what %s may use", name).contains(exporter);
                }
            }
        });
    }

    @Test
    void librariesStayBehindTheirBundles() {
        BUNDLES.forEach((name, manifest) -> {
            for (String imported : packages(header(manifest, "Import-Package"))) {
                LIBRARIES.forEach((library, owners) -> {
                    if (imported.equals(library) || imported.startsWith(library + ".")) {
                        assertThat(owners).as("who may import %s", imported).contains(name);
                    }
                });
            }
        });
    }

    @Test
    void onlyGroundAndContractsExport() {
        BUNDLES.forEach((name, manifest) -> {
            Set<String> exported = packages(header(manifest, "Export-Package"));
            exported.remove("");
            if (!EXPORTING.contains(name)) {
                assertThat(exported).as("exports of %s", name).isEmpty();
            }
            exported.forEach(each -> assertThat(each).startsWith("io.photinus." + name));
        });
    }

    @Test
    void everyExportHasAVersion() {
        BUNDLES.forEach((name, manifest) -> assertThat(clauses(header(manifest, "Export-Package")))
                .as("exports of %s", name)
                .allMatch(clause -> clause.contains(";version=\"1.")));
    }
}
