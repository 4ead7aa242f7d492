package io.photinus.itests.exam;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.api.NamespaceApi;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.json.RawJson;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.junit.Assert.assertEquals;

/** Broadcasts without a pause from a thread of its own, until it is closed. */
final class Traffic implements AutoCloseable {
    private static final Confirm AWAITED = new Confirm(true, Duration.ofSeconds(60));

    private final NamespaceApi namespace;
    private final String topic;
    private final List<CompletableFuture<Message>> sent = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean goesOn = true;
    private volatile Throwable refused;

    Traffic(NamespaceApi namespace, String topic) {
        this.namespace = namespace;
        this.topic = topic;
        this.thread = new Thread(this::send, "test-traffic");
        thread.start();
    }

    private void send() {
        try {
            while (goesOn) {
                sent.add(namespace
                        .messages()
                        .broadcast(draft(sent.size()), AWAITED)
                        .toCompletableFuture());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        } catch (RuntimeException failed) {
            refused = failed;
        }
    }

    private MessageDraft draft(int number) {
        MessageHeader header =
                new MessageHeader(null, null, "", null, null, null, null, null, null, List.of(topic), null, null, null);
        DataDraft data = new DataDraft(null, null, null, null, RawJson.require("{\"number\":" + number + "}"));
        return new MessageDraft(header, List.of(data), null);
    }

    /** Waits until so many more have been confirmed. */
    void awaitConfirmed(int more) {
        long enough = confirmed() + more;
        Inside.until(more + " confirmed broadcasts", () -> confirmed() >= enough);
    }

    private long confirmed() {
        return sent.stream().filter(CompletableFuture::isDone).count();
    }

    /** Ends the sending and insists that every message that was accepted is confirmed, each once. Returns how many. */
    int requireAllConfirmed() throws Exception {
        close();
        if (refused != null) {
            throw new AssertionError("a broadcast was refused", refused);
        }
        List<UUID> ids = new CopyOnWriteArrayList<>();
        for (CompletableFuture<Message> each : sent) {
            Message message = each.get(60, TimeUnit.SECONDS);
            assertEquals(MessageState.CONFIRMED, message.state());
            ids.add(message.header().id());
        }
        assertEquals("different messages", ids.size(), ids.stream().distinct().count());
        return ids.size();
    }

    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        thread.join(10_000);
    }
}
