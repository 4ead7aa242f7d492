package io.photinus.engine.subscriptions;

import io.photinus.plugin.transport.Delivery;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.SubscriptionRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the delivery of one subscription stands. Events go from the store to {@code waiting}, from there into flight, and
 * leave when they are acknowledged and everything before them is too. Times are {@link System#nanoTime}. Not thread-safe:
 * guarded by the dispatcher's lock.
 */
final class Channel {
    /** What is delivered, and how. */
    record Definition(SubscriptionRef ref, String transport, EventFilter filter, DeliveryOptions options) {
        UUID id() {
            return Objects.requireNonNull(ref.id(), "a subscription without id");
        }
    }

    /** A delivery on its way, with the start that it goes to. */
    record Sending(Channel channel, Start to, Delivery delivery) {}

    /** How often to look without having been rung for. */
    static final Duration POLL = Duration.ofSeconds(1);

    private static final int MIN_PAGE = 50;
    private static final int MAX_PAGE = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MAX_DOUBLINGS = 8;

    private final String name;
    private final boolean durable;
    /** In order of arrival; the first of the right transport is the elected one, the others stand by. */
    private final Deque<Start> starts = new ArrayDeque<>();

    private final Flights flights = new Flights();
    private final Deque<EnrichedEvent> waiting = new ArrayDeque<>();
    private @Nullable Definition definition;
    /** The id of the stored subscription as far as is known, also while its definition is loaded again. */
    private @Nullable UUID id;
    /** Another process serves it. */
    private boolean standsBy;

    private long scanned;
    private long committed;
    private boolean acknowledgedMore;
    private long waitingSince;
    private long notBefore;
    private int failures;
    private int epoch;
    private String problem = "";
    private boolean mayHaveMore = true;
    private long seenRings;
    private long lookedAt;

    private Channel(String name, boolean durable) {
        this.name = name;
        this.durable = durable;
    }

    /** Knows only its name until the definition is loaded. */
    static Channel durable(String name) {
        return new Channel(name, true);
    }

    static Channel ephemeral(Definition definition, long position) {
        Channel channel = new Channel(definition.ref().name(), false);
        channel.define(definition, position);
        return channel;
    }

    String name() {
        return name;
    }

    @Nullable
    Definition definition() {
        return definition;
    }

    /** Changes whenever what was read for it before is void. */
    int epoch() {
        return epoch;
    }

    long scanned() {
        return scanned;
    }

    void define(Definition known, long position) {
        definition = known;
        id = known.id();
        standsBy = false;
        problem = "";
        scanned = position;
        committed = position;
        restart();
    }

    /** There is such a subscription, and another process serves it. */
    void standBy(UUID subscription) {
        id = subscription;
        standsBy = true;
    }

    /** The id to wait for while another process serves it. */
    @Nullable
    UUID awaited() {
        return standsBy && definition == null ? id : null;
    }

    /** The id of the stored subscription; null while none is known. */
    @Nullable
    UUID id() {
        return id;
    }

    /** There is no such subscription. */
    void absent() {
        id = null;
        standsBy = false;
    }

    /** What is stored cannot be served; tells whether that is news. */
    boolean unusable(String reason) {
        boolean news = !reason.equals(problem);
        problem = reason;
        return news;
    }

    /** Forgets definition and position; they are loaded again. */
    void undefine() {
        definition = null;
        acknowledgedMore = false;
        restart();
    }

    private void restart() {
        flights.clear();
        waiting.clear();
        mayHaveMore = true;
        notBefore = System.nanoTime();
        failures = 0;
        epoch++;
    }

    /** Goes back behind the last event that is done; what is in flight will be delivered again. */
    private void rewind() {
        scanned = done();
        flights.clear();
        waiting.clear();
        mayHaveMore = true;
        epoch++;
    }

    /**
     * A delivery failed: goes back, and waits a little longer each time.
     *
     * @return whether it is the first failure in a row
     */
    boolean failed(long now) {
        rewind();
        notBefore = now + FIRST_PAUSE.toNanos() * (1L << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return failures == 1;
    }

    void attach(Start start) {
        starts.addLast(start);
    }

    /** Removes the starts of a connection; the next one that stands by takes over. */
    void detach(HostFor host, String connection) {
        Start before = elected();
        starts.removeIf(start -> start.on(host, connection));
        if (before != null && before != elected()) {
            rewind();
            notBefore = System.nanoTime();
            failures = 0;
        }
    }

    boolean hasStarts() {
        return !starts.isEmpty();
    }

    /** The start that is served. */
    @Nullable
    Start elected() {
        Definition known = definition;
        if (known == null) {
            return null;
        }
        for (Start start : starts) {
            if (start.host().type().equals(known.transport())) {
                return start;
            }
        }
        return null;
    }

    /** The highest sequence up to which nothing is left to do. */
    long done() {
        EnrichedEvent next = waiting.peekFirst();
        return flights.done(next == null ? scanned : next.sequence() - 1);
    }

    /** Whether a delivery of that id is in flight to that connection. */
    boolean inFlight(HostFor host, String connection, UUID delivery) {
        Start to = elected();
        return to != null && to.on(host, connection) && flights.contains(delivery);
    }

    /** Notes an acknowledgement; false when nothing of that id is in flight to that connection. */
    boolean acknowledge(HostFor host, String connection, UUID delivery) {
        if (!inFlight(host, connection, delivery) || !flights.acknowledge(delivery)) {
            return false;
        }
        failures = 0;
        if (durable) {
            acknowledgedMore = true;
        } else {
            settled(done());
        }
        return true;
    }

    /** Whether the position moved since it was last committed. */
    boolean moved() {
        return durable && definition != null && done() > committed;
    }

    /** Whether that must be committed now: an acknowledgement waits for it, or nobody is left to do it later. */
    boolean mustCommit() {
        return moved() && (acknowledgedMore || starts.isEmpty());
    }

    /** The position is safe up to here; makes room in the window. */
    void settled(long position) {
        committed = Math.max(committed, position);
        acknowledgedMore = flights.release(committed);
        Start owner = starts.peekFirst();
        if (!durable && owner != null) {
            owner.position().set(committed);
        }
    }

    /** Whether it wants a page now: it could use more events than it holds, and there may be some. */
    boolean hungry(long now, long rings) {
        Definition known = definition;
        if (known == null || elected() == null || now - notBefore < 0) {
            return false;
        }
        DeliveryOptions options = known.options();
        int target = options.batch() ? options.size() : Math.min(MAX_PAGE, Math.max(1, room(options)));
        return waiting.size() < target && (mayHaveMore || rings != seenRings || now - lookedAt >= POLL.toNanos());
    }

    private int room(DeliveryOptions options) {
        if (options.batch()) {
            return flights.size() == 0 ? 1 : 0;
        }
        return options.size() - flights.size();
    }

    int pageSize() {
        int size = definition == null ? MIN_PAGE : definition.options().size();
        return Math.max(MIN_PAGE, Math.min(MAX_PAGE, size));
    }

    /**
     * Takes what passed the filter from a page.
     *
     * @param rings the count of rings before the page was read: a later one asks for another look
     */
    void filled(Pages.Found page, long now, long rings) {
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        waiting.addAll(page.matching());
        scanned = page.end();
        mayHaveMore = page.more();
        seenRings = rings;
        lookedAt = now;
    }

    /** Takes the next delivery into flight, when there is one and the window has room. */
    @Nullable
    Sending next(long now) {
        Definition known = definition;
        Start to = elected();
        if (known == null || to == null || waiting.isEmpty() || now - notBefore < 0) {
            return null;
        }
        DeliveryOptions options = known.options();
        if (room(options) <= 0 || options.batch() && batchMayGrow(options, now)) {
            return null;
        }
        int count = options.batch() ? Math.min(options.size(), waiting.size()) : 1;
        List<EnrichedEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(waiting.removeFirst().deliveredTo(known.ref()));
        }
        waitingSince = now;
        UUID id = options.batch() ? UUID.randomUUID() : events.get(0).id();
        flights.add(id, events);
        return new Sending(this, to, new Delivery(to.connection(), id, known.ref(), options.batch(), events));
    }

    private boolean batchMayGrow(DeliveryOptions options, long now) {
        return waiting.size() < options.size()
                && now - waitingSince < options.batchTimeout().toNanos();
    }

    /** How long until it has something to do by itself; {@code atMost} when there is no such time. */
    long nanosUntilDue(long now, long atMost) {
        Definition known = definition;
        if (known == null || elected() == null) {
            return atMost;
        }
        if (now - notBefore < 0) {
            return Math.min(atMost, notBefore - now);
        }
        if (known.options().batch() && flights.size() == 0 && !waiting.isEmpty()) {
            long due = waitingSince + known.options().batchTimeout().toNanos() - now;
            return Math.max(0, Math.min(atMost, due));
        }
        return atMost;
    }
}
