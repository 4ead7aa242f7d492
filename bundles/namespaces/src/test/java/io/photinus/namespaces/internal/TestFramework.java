package io.photinus.namespaces.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * A Felix inside the test's JVM. The contracts, and the few OSGi APIs that a test calls, come from the test's class path,
 * so that a test and the bundles in the framework mean the same types.
 */
final class TestFramework implements AutoCloseable {
    private static final Path OWN = Path.of("target", "classes");
    private static final Pattern PACKAGE = Pattern.compile("(?:^|,)([a-z][\\w.]*)(?:;(?:[^,\"]|\"[^\"]*\")*)?");
    private static final Pattern VERSION = Pattern.compile(";version=\"([^\"]*)\"");
    /** Jars whose packages the framework passes on; by the start of their names. */
    private static final List<String> SHARED = List.of(
            "io.photinus.",
            "slf4j-api-",
            "org.osgi.service.cm-",
            "org.osgi.service.component-",
            "org.osgi.util.promise-",
            "org.osgi.util.function-");

    private final Framework framework;

    TestFramework(Path folder) throws BundleException, IOException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        String.join(",", sharedPackages()),
                        "felix.log.level",
                        "1",
                        "ds.loglevel",
                        "error"));
        framework.start();
    }

    private static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    private static TreeSet<String> sharedPackages() throws IOException {
        TreeSet<String> packages = new TreeSet<>();
        addExports(Files.newInputStream(OWN.resolve("META-INF/MANIFEST.MF")), packages);
        for (Path jar : classPath().toList()) {
            if (SHARED.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
                try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
                    addExports(in.getManifest(), packages);
                }
            }
        }
        return packages;
    }

    private static void addExports(InputStream manifest, TreeSet<String> packages) throws IOException {
        try (manifest) {
            addExports(new Manifest(manifest), packages);
        }
    }

    private static void addExports(Manifest manifest, TreeSet<String> packages) {
        String exports = manifest.getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
        PACKAGE.matcher(exports).results().forEach(clause -> VERSION.matcher(clause.group())
                .results()
                .findFirst()
                .ifPresent(version -> packages.add(clause.group(1) + ";version=\"" + version.group(1) + "\"")));
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs and starts a jar of the class path. */
    void start(String jarPrefix) throws BundleException {
        Path jar = classPath()
                .filter(path -> path.getFileName().toString().startsWith(jarPrefix))
                .findFirst()
                .orElseThrow();
        context().installBundle(jar.toUri().toString()).start();
    }

    /** Starts the bundle that is tested, from its compiled classes. */
    Bundle startOwn() throws BundleException {
        Bundle bundle = context().installBundle("reference:" + OWN.toUri());
        bundle.start();
        return bundle;
    }

    /** Registers a plugin as its component would. */
    <S> ServiceRegistration<S> register(Class<S> contract, S service, String name) {
        return register(contract, service, name, 0);
    }

    <S> ServiceRegistration<S> register(Class<S> contract, S service, String name, int ranking) {
        return context()
                .registerService(
                        contract,
                        service,
                        new Hashtable<>(Map.of(
                                PluginFamily.NAME,
                                name,
                                PluginFamily.TYPE,
                                "test",
                                Constants.SERVICE_RANKING,
                                ranking)));
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
