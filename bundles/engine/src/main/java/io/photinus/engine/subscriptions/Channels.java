package io.photinus.engine.subscriptions;

import io.photinus.types.SubscriptionRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one namespace: what is started on some connection. Thread-safe; every method is short and calls nobody
 * outside this package. Times are {@link System#nanoTime}.
 */
final class Channels {
    /** A channel that wants a page behind {@code after}. */
    record Look(Channel channel, int epoch, long after, int limit, EventFilter filter) {}

    /** Channels whose definition is to be loaded; {@code version} tells whether the answer is still good. */
    record Unloaded(List<String> names, int version) {}

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** A position that moved only over events that the filter refused is worth a commit of its own this often. */
    private static final long COMMIT_AT_LEAST_EVERY = Duration.ofSeconds(1).toNanos();

    private final Map<String, Channel> durables = new LinkedHashMap<>();
    private final Map<String, Channel> ephemerals = new LinkedHashMap<>();
    private boolean definitionsChanged = true;
    private int definitionsVersion;
    private long lookedUpAt;
    private long committedAt = System.nanoTime();

    synchronized void attach(Start start) {
        Channel.Definition ephemeral = start.ephemeral();
        Channel channel;
        if (ephemeral == null) {
            channel = durables.computeIfAbsent(start.subscription().name(), Channel::durable);
            definitionsChanged |= channel.definition() == null;
        } else {
            channel = ephemerals.computeIfAbsent(
                    start.subscription().name(),
                    name -> Channel.ephemeral(ephemeral, start.position().get()));
        }
        channel.attach(start);
    }

    synchronized void detach(HostFor host, String connection) {
        durables.values().forEach(channel -> channel.detach(host, connection));
        ephemerals.values().removeIf(channel -> {
            channel.detach(host, connection);
            return !channel.hasStarts();
        });
    }

    /** False when that delivery is not in flight to that connection, or was acknowledged before. */
    synchronized boolean acknowledge(HostFor host, String connection, SubscriptionRef subscription, UUID delivery) {
        Channel channel = find(subscription);
        return channel != null && channel.acknowledge(host, connection, delivery);
    }

    /** Everything in flight of the subscription is void; true when this is the first failure in a row. */
    synchronized boolean reject(HostFor host, String connection, SubscriptionRef subscription, UUID delivery) {
        Channel channel = find(subscription);
        return channel != null && channel.inFlight(host, connection, delivery) && channel.failed(System.nanoTime());
    }

    private @Nullable Channel find(SubscriptionRef subscription) {
        Channel ephemeral = ephemerals.get(subscription.name());
        Channel channel = ephemeral == null ? durables.get(subscription.name()) : ephemeral;
        Channel.Definition definition = channel == null ? null : channel.definition();
        return definition != null && definition.id().equals(subscription.id()) ? channel : null;
    }

    /**
     * The durable ones without definition; none when it was asked a moment ago and nothing has changed. One that another
     * process serves is asked for when it may be free.
     */
    synchronized Unloaded unloaded(long now, Predicate<UUID> free) {
        boolean changed = definitionsChanged;
        boolean due = changed || now - lookedUpAt >= Channel.POLL.toNanos();
        if (due) {
            definitionsChanged = false;
            lookedUpAt = now;
        }
        List<String> names = new ArrayList<>();
        for (Channel channel : durables.values()) {
            UUID awaited = channel.awaited();
            if (channel.definition() == null
                    && channel.hasStarts()
                    && (awaited == null ? due : changed || free.test(awaited))) {
                names.add(channel.name());
            }
        }
        return new Unloaded(names, definitionsVersion);
    }

    /** Another process serves this one; unless definitions have changed since that version. */
    synchronized void standBy(int version, String name, UUID id) {
        Channel channel = durables.get(name);
        if (version == definitionsVersion && channel != null && channel.definition() == null) {
            channel.standBy(id);
        }
    }

    /** There is no stored subscription of this name; unless definitions have changed since that version. */
    synchronized void absent(int version, String name) {
        Channel channel = durables.get(name);
        if (version == definitionsVersion && channel != null && channel.definition() == null) {
            channel.absent();
        }
    }

    /** The stored subscriptions that this process serves or waits for. */
    synchronized Set<UUID> wanted() {
        return durables.values().stream()
                .map(Channel::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Other processes serve these: what is in flight is void, and the stored positions count. */
    synchronized void lost(Collection<UUID> ids) {
        durables.values().stream()
                .filter(channel -> channel.definition() != null && ids.contains(channel.id()))
                .forEach(channel -> {
                    UUID id = Objects.requireNonNull(channel.id());
                    channel.undefine();
                    channel.standBy(id);
                });
    }

    /** Sets a definition, unless definitions have changed since that version. */
    synchronized void define(int version, Channel.Definition definition, long position) {
        Channel channel = durables.get(definition.ref().name());
        if (version != definitionsVersion) {
            definitionsChanged = true;
        } else if (channel != null && channel.definition() == null) {
            channel.define(definition, position);
        }
    }

    /** Notes why a stored subscription cannot be served; tells whether that is news. */
    synchronized boolean unusable(String name, String reason) {
        Channel channel = durables.get(name);
        return channel != null && channel.unusable(reason);
    }

    /** A stored subscription was created, changed or deleted: what is in flight is void. */
    synchronized void changed(String name) {
        Channel channel = durables.get(name);
        if (channel != null) {
            channel.undefine();
        }
        definitionsChanged = true;
        definitionsVersion++;
    }

    synchronized boolean hasMoved(String name) {
        Channel channel = durables.get(name);
        return channel != null && channel.moved();
    }

    /** The positions to commit: all that moved, once one of them must or {@code all} is set. */
    synchronized Map<Channel, Long> positions(boolean all, long now) {
        boolean due = all
                || now - committedAt >= COMMIT_AT_LEAST_EVERY
                || durables.values().stream().anyMatch(Channel::mustCommit);
        Map<Channel, Long> positions = new LinkedHashMap<>();
        if (due) {
            committedAt = now;
            durables.values().stream()
                    .filter(Channel::moved)
                    .forEach(channel -> positions.put(channel, channel.done()));
        }
        return positions;
    }

    /** These positions are committed; channels that nobody needs any more go. */
    synchronized void settled(Map<Channel, Long> positions) {
        positions.forEach(Channel::settled);
        durables.values().removeIf(channel -> !channel.hasStarts() && !channel.moved());
    }

    /** The channels that want a page, in the order in which pages can be shared. */
    synchronized List<Look> looks(long now, long rings) {
        List<Look> looks = new ArrayList<>();
        for (Channel channel : all()) {
            Channel.Definition definition = channel.definition();
            if (definition != null && channel.hungry(now, rings)) {
                looks.add(
                        new Look(channel, channel.epoch(), channel.scanned(), channel.pageSize(), definition.filter()));
            }
        }
        looks.sort(Comparator.comparingLong(Look::after)
                .thenComparing(Comparator.comparingInt(Look::limit).reversed()));
        return looks;
    }

    synchronized void filled(Look look, Pages.Found found, long rings) {
        if (look.channel().epoch() == look.epoch()) {
            look.channel().filled(found, System.nanoTime(), rings);
        }
    }

    /** Durable ones first, each kind in order of its start. */
    synchronized List<Channel> all() {
        List<Channel> all = new ArrayList<>(durables.values());
        all.addAll(ephemerals.values());
        return all;
    }

    synchronized Channel.@Nullable Sending next(Channel channel) {
        return channel.next(System.nanoTime());
    }

    /** A delivery of this channel failed; tells whether that is the first failure in a row. */
    synchronized boolean failed(Channel channel) {
        return channel.failed(System.nanoTime());
    }

    /** How long there is nothing to do unless somebody rings; zero when there is something already. */
    synchronized Duration pause(long now, long rings) {
        long nanos = IDLE.toNanos();
        for (Channel channel : all()) {
            if (channel.hungry(now, rings)) {
                return Duration.ZERO;
            }
            nanos = channel.nanosUntilDue(now, Math.min(nanos, Channel.POLL.toNanos()));
        }
        return Duration.ofNanos(nanos);
    }
}
