package io.photinus.itests.distribution;

import io.photinus.tools.client.Member;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link OfflineBootIT} runs in a process of its own, since only a process can be put where no network is: boots the
 * archive with its own configuration file and an empty home, looks at it, uses it, ends it.
 */
final class OfflineBoot {
    private OfflineBoot() {}

    /** Takes the archive, the folder in which to work, and whether there must be no network. */
    public static void main(String[] arguments) throws Exception {
        if (Boolean.parseBoolean(arguments[0])) {
            assertThat(NetworkInterface.networkInterfaces().filter(OfflineBoot::isUp))
                    .allMatch(OfflineBoot::isLoopback);
        }
        Path home = Distribution.freshFolder("empty-home");
        Path folder = Distribution.freshFolder("offline");
        int base = Ports.block(1, 5);
        NodeProcess node =
                new NodeProcess("offline", folder, start(folder, base), List.of("shell", "--dir", folder.toString()));
        Map<String, String> environment = Map.of(
                "HOME",
                home.toString(),
                // The Java process takes its home from the system's list of users, not from the environment.
                "PHOTINUS_JVM_FLAGS",
                "-Xmx384m -XX:+UseSerialGC -Duser.home=" + home);
        try {
            Distribution.launch(environment, start(folder, base).toArray(String[]::new))
                    .requireSuccess();
            look(node);
            use(new Member(Member.newHttpClient(), URI.create("http://127.0.0.1:" + base), "default"));
            Distribution.launch("stop", "--dir", folder.toString()).requireSuccess();
            assertThat(node.running()).isFalse();
            assertThat(node.complaints()).isEmpty();
            assertThat(home).isEmptyDirectory();
        } catch (AssertionError | RuntimeException failed) {
            System.err.println(node.lastLines());
            throw failed;
        } finally {
            node.kill();
        }
    }

    private static List<String> start(Path folder, int base) {
        return List.of(
                "start",
                "--dir",
                folder.toString(),
                "--set",
                "http.port=" + base,
                "--set",
                "metrics.port=" + (base + 1),
                "--set",
                "plugins.dataexchange[0].https.port=" + (base + 2),
                "--set",
                "ledger.port=" + (base + 3),
                "--set",
                "plugins.blockchain[0].ledger.url=tcp://127.0.0.1:" + (base + 3),
                "--ssh-port",
                Integer.toString(base + 4),
                "-f",
                Distribution.home().resolve("config/firefly.core.yml").toString(),
                "--detach");
    }

    private static void look(NodeProcess node) {
        List<String[]> bundles = node.shell("bundle:list -t 0 --no-format")
                .lines()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length >= 5 && columns[0].strip().matches("\\d+"))
                .toList();
        assertThat(bundles).hasSizeGreaterThan(50);
        for (String[] columns : bundles) {
            boolean fragment = columns[4].contains("Hosts:");
            assertThat(columns[1].strip()).as(columns[4]).isEqualTo(fragment ? "Resolved" : "Active");
        }
        assertThat(node.shell("feature:list --installed --no-format")).contains("photinus");
    }

    private static void use(Member member) {
        member.mustPost("network/organizations/self?confirm=true", "{}");
        member.mustPost("network/nodes/self?confirm=true", "{}");
        assertThat(member.mustPost("messages/broadcast?confirm=true", Party.broadcast("offline", "1"))
                        .status())
                .isEqualTo(200);
        assertThat(member.mustGet("status").object().string("problem")).isEmpty();
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (java.net.SocketException gone) {
            return false;
        }
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isLoopback();
        } catch (java.net.SocketException gone) {
            return false;
        }
    }
}
