package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A member's process ends between two steps of the trips, at every place that the engine has a name for. */
@InEach({Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(8)
@TestInstance(Lifecycle.PER_CLASS)
class CrashIT {
    private static final int KILLED = 137;
    private static final int MESSAGES = 6;

    static final List<String> FAILPOINTS = List.of(
            "out.stored",
            "out.sealed",
            "upload_batch.begun",
            "upload_batch.called",
            "upload_batch.recorded",
            "pin_batch.begun",
            "pin_batch.called",
            "pin_batch.recorded",
            "in.received",
            "in.ingested",
            "download_batch.begun",
            "download_batch.called",
            "in.stored",
            "download_batch.recorded",
            "in.judged",
            "in.confirmed");

    @Parameter
    Network network;

    private Party crashing;
    /** As a child of ours, so that we are told how it ended. */
    private Process process;

    @BeforeParameterizedClassInvocation
    void takeItFromTheLauncher() {
        this.crashing = network.second();
        crashing.process().kill();
        start();
    }

    private void start() {
        process = crashing.process().startHere();
        Await.until(() -> crashing + " answers", crashing::ready);
    }

    @AfterParameterizedClassInvocation
    void leaveItToTheLauncher() {
        crashing.process().kill();
        network.restore();
    }

    @ParameterizedTest
    @FieldSource("FAILPOINTS")
    void completesTheExchangeAfterACrashAt(String failpoint) {
        String topic = "crash-" + failpoint.replace('_', '-');
        arm(failpoint);
        Map<String, String> messages = new LinkedHashMap<>();
        List<String> unanswered = new ArrayList<>();

        for (int i = 0; i < MESSAGES; i++) {
            String other = network.first().send(topic, "text " + i);
            messages.put(other, other);
            send(topic, topic + "-" + i, messages, unanswered);
        }

        assertThat(NodeProcess.statusOf(process)).isEqualTo(KILLED);
        Uploads before = Uploads.of(network);
        start();
        for (String key : unanswered) {
            send(topic, key, messages, List.of());
        }
        List<String> sent = List.copyOf(messages.values());
        assertThat(sent).hasSize(2 * MESSAGES).doesNotHaveDuplicates();
        Exchange.completes(network, topic, sent);
        for (Party party : network.parties()) {
            Map<String, String> batches = Uploads.asConfirmed(party, topic);
            assertThat(Uploads.of(network).batchesOf(sent)).isEqualTo(batches);
            assertThat(batches).containsAllEntriesOf(before.batchesOf(sent));
            Exchange.pinnedOnce(party, Set.copyOf(batches.values()));
        }
    }

    /** The engine reads the property when it starts; so its bundle is started anew, which is faster than the process. */
    private void arm(String failpoint) {
        crashing.process()
                .shell("system:property photinus.failpoint " + failpoint + "; bundle:restart io.photinus.engine");
        Await.until(() -> crashing + " answers", crashing::ready);
    }

    /** Sends, or finds out that it was sent before; what has no answer is left to be sent again. */
    private void send(String topic, String key, Map<String, String> messages, List<String> unanswered) {
        try {
            Answer answer = crashing.api().post("messages/broadcast", Party.broadcast(topic, "1", key));
            if (answer.status() == 202) {
                messages.put(key, answer.object().object("header").string("id"));
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(409);
                messages.put(
                        key,
                        crashing.all("messages?idempotencyKey=" + key)
                                .get(0)
                                .object("header")
                                .string("id"));
            }
        } catch (CannotGoOn dead) {
            unanswered.add(key);
        }
    }

    /** The list above is that of the engine's source. */
    @Test
    void knowsEveryFailpointOfTheEngine() throws IOException {
        Path engine = Path.of("../../bundles/engine/src/main/java");
        Pattern named = Pattern.compile("failpoints\\(\\)\\s*\\.pass\\(\"([^\"]+)\"\\)");
        Pattern step = Pattern.compile("failpoints\\(\\)\\s*\\.pass\\(point\\(\"([^\"]+)\"\\)\\)");
        Pattern kind = Pattern.compile("return Set\\.of\\(OpType\\.[A-Z]+_(\\w+)\\)");
        Set<String> names = new TreeSet<>();
        Set<String> steps = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(engine)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                names.addAll(found(named, source));
                steps.addAll(found(step, source));
                kinds.addAll(found(kind, source));
            }
        }
        for (String operation : kinds) {
            steps.forEach(name -> names.add(operation.toLowerCase(java.util.Locale.ROOT) + "." + name));
        }

        assertThat(FAILPOINTS).containsExactlyInAnyOrderElementsOf(names);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
