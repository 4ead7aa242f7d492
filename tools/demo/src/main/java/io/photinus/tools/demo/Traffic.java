package io.photinus.tools.demo;

import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Broadcasts from every member, one after the other without end, until it is told to stop. */
final class Traffic implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;

    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicReference<@Nullable String> refused = new AtomicReference<>();
    private final List<Thread> senders = new ArrayList<>();

    private Traffic() {}

    static Traffic start(List<Member> members, Orders orders) {
        Traffic traffic = new Traffic();
        for (Member member : members) {
            Thread sender = new Thread(() -> traffic.send(member, orders), "photinus-demo-" + member.namespace());
            sender.setDaemon(true);
            traffic.senders.add(sender);
            sender.start();
        }
        return traffic;
    }

    private void send(Member member, Orders orders) {
        try {
            for (int i = 0; running.get(); i++) {
                Answer answer = orders.broadcast(member, Orders.TOPICS.get(i % Orders.TOPICS.size()));
                if (!answer.ok()) {
                    refused.compareAndSet(
                            null, member.namespace() + " was answered with " + answer.status() + ", " + answer.error());
                    return;
                }
                accepted.add(answer.object().object("header").string("id"));
                Waiting.pause(PAUSE_MILLIS);
            }
        } catch (CannotGoOn failed) {
            refused.compareAndSet(null, member.namespace() + ": " + failed.getMessage());
        }
    }

    /** How many were accepted so far. */
    int count() {
        String problem = refused.get();
        if (problem != null) {
            throw new CannotGoOn("A broadcast was not accepted: " + problem);
        }
        return accepted.size();
    }

    /** Ends the traffic and returns all messages that were accepted. */
    List<String> stop() {
        close();
        count();
        return List.copyOf(accepted);
    }

    @Override
    public void close() {
        running.set(false);
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
