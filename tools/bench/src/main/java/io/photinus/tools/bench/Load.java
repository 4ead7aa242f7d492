package io.photinus.tools.bench;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends broadcasts to the members in turn. The open loop has a time at which each message is due; a message that leaves late,
 * because nodes are slow, is late, so slowness cannot hide itself. The closed loop keeps a number of messages under way; a
 * message is due when one before it is confirmed everywhere.
 */
final class Load implements AutoCloseable {
    private static final long SECOND = 1_000_000_000;

    private final Options options;
    private final List<Member> members;
    private final Tally tally;
    private final Semaphore underWay;
    private final Semaphore connections;
    private final String run;
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();
    private final Thread sender = new Thread(this::send, "photinus-bench-sender");

    /**
     * @param underWay the places of a closed loop; one is given back for each message that is done with
     * @param run what the tag of every message begins with
     */
    Load(Options options, List<Member> members, Tally tally, Semaphore underWay, String run) {
        this.options = options;
        this.members = members;
        this.tally = tally;
        this.underWay = underWay;
        this.connections = new Semaphore(options.connections());
        this.run = run;
        sender.setDaemon(true);
    }

    void start() {
        sender.start();
    }

    private void send() {
        long start = System.nanoTime();
        try {
            for (long number = 0; sending.get(); number++) {
                long due;
                if (options.rate() > 0) {
                    due = start + number * SECOND / options.rate();
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                } else {
                    underWay.acquire();
                    due = System.nanoTime();
                }
                connections.acquire();
                // Only what really leaves is waited for.
                tally.due(number, due);
                send(number, due);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(long number, long due) {
        count.incrementAndGet();
        Member member = members.get((int) (number % members.size()));
        var unused = member.postLater("messages/broadcast", message(number)).whenComplete((status, failed) -> {
            connections.release();
            if (failed == null && status == 202) {
                tally.accepted(number, due, System.nanoTime());
            } else {
                refusal.compareAndSet(null, failed == null ? "status " + status : failed.toString());
                tally.refused(number);
            }
        });
    }

    /** A broadcast with a value of the wanted size, different in every message. */
    private String message(long number) {
        String head = "{\"run\":\"" + run + "\",\"number\":" + number + ",\"fill\":\"";
        String fill = "x".repeat(Math.max(0, options.size() - head.length() - 2));
        return "{\"header\":{\"topics\":[\"bench-" + number % options.topics() + "\"],\"tag\":\"" + run + number
                + "\"},\"data\":[{\"value\":" + head + fill + "\"}}]}";
    }

    /** How many have left. */
    long count() {
        return count.get();
    }

    /** Why the first one was refused, or null. */
    @Nullable
    String refusal() {
        return refusal.get();
    }

    @Override
    public void close() {
        stop();
    }

    /** Sends no more. */
    void stop() {
        sending.set(false);
        sender.interrupt();
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }
}
