package io.photinus.itests.exam;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.extra.VMOption;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

/** The archive as Pax Exam unpacks and starts it: as it is, except for ports and for where Pax Exam's own bundles are. */
final class Archive {
    /** Inside the container, where the second version of the plugin is. */
    static final String SECOND_VERSION = "photinus.second.version";

    /** Inside the container, where the log is. */
    static final String LOG = "photinus.log.file";

    private static final String LOOPBACK = "127.0.0.1";

    private Archive() {}

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    static Option[] options() {
        Path target = Path.of(property("photinus.target"));
        Path tested = target.resolve("tested");
        Path log = log(target);
        String karaf = property("photinus.karaf.version");
        List<Option> options = new ArrayList<>();
        options.add(karafDistributionConfiguration()
                .frameworkUrl(tested.resolve("photinus.tar.gz").toUri().toString())
                .name("Photinus")
                .karafVersion(karaf)
                .unpackDirectory(target.resolve("exam").toFile())
                .useDeployFolder(false));
        // Its end of input would make the console read again and again.
        options.add(configureConsole().ignoreLocalConsole());
        // The archive looks nowhere outside of itself, but Pax Exam's bundles are not in it.
        options.add(editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.localRepository",
                target.resolve("repository").toString()));
        options.add(editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(freePort())));
        // Pax Exam deletes the folder of the container; the log stays.
        options.add(editConfigurationFilePut(
                "etc/org.ops4j.pax.logging.cfg", "log4j2.appender.file.fileName", log.toString()));
        vm(options, "-D" + LOG + "=" + log);
        vm(options, "-Dphotinus.config.file=config/firefly.core.yml", "-Dphotinus.config.set=" + overrides());
        vm(
                options,
                "-D" + SECOND_VERSION + "="
                        + tested.resolve("sharedstorage-2.jar").toUri());
        // As bin/karaf has them; a property with -classpath must come last.
        vm(options, "-Xmx512m", "-Djava.security.manager=allow");
        vm(options, "--add-reads=java.xml=java.logging");
        vm(options, "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED");
        vm(options, "--patch-module", "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar");
        vm(options, "--patch-module", "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar");
        for (String opened : List.of(
                "java.base/java.security",
                "java.base/java.net",
                "java.base/java.lang",
                "java.base/java.util",
                "java.naming/javax.naming.spi",
                "java.rmi/sun.rmi.transport.tcp")) {
            vm(options, "--add-opens", opened + "=ALL-UNNAMED");
        }
        for (String exported : List.of(
                "java.base/sun.net.www.protocol.http",
                "java.base/sun.net.www.protocol.https",
                "java.base/sun.net.www.protocol.jar",
                "java.rmi/sun.rmi.registry",
                "java.naming/com.sun.jndi.ldap")) {
            vm(options, "--add-exports=" + exported + "=ALL-UNNAMED");
        }
        vm(options, "-classpath", "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*");
        return options.toArray(Option[]::new);
    }

    /** The log of this run only. */
    private static Path log(Path target) {
        Path log = target.resolve("log").resolve("photinus.log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
        return log;
    }

    private static void vm(List<Option> options, String... words) {
        for (String word : words) {
            options.add(new VMOption(word));
        }
    }

    /** The shipped configuration on free ports. */
    private static String overrides() {
        int ledger = freePort();
        return String.join(
                "\n",
                "http.port=0",
                "metrics.port=0",
                "ledger.port=" + ledger,
                "plugins.blockchain[0].ledger.url=tcp://" + LOOPBACK + ":" + ledger,
                "plugins.dataexchange[0].https.port=" + freePort(),
                "broadcast.batch.timeout=100ms");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
