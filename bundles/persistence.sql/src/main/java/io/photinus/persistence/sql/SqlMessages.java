package io.photinus.persistence.sql;

import io.photinus.persistence.MessageRepository;
import io.photinus.types.DataRef;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages in SQL. */
final class SqlMessages implements MessageRepository {
    private final Scope scope;

    SqlMessages(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Set<UUID> insert(String namespace, List<NewMessage> messages) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        Map<UUID, NewMessage> distinct = new LinkedHashMap<>();
        messages.forEach(item -> distinct.putIfAbsent(item.message().id(), item));
        Set<UUID> fresh = new HashSet<>();
        if (distinct.isEmpty()) {
            return fresh;
        }
        for (List<NewMessage> chunk : Chunks.ofRows(distinct.values())) {
            insertChunk(mapper, namespace, chunk, distinct, fresh);
        }
        return fresh;
    }

    private static void insertChunk(
            MessageMapper mapper,
            String namespace,
            List<NewMessage> chunk,
            Map<UUID, NewMessage> messages,
            Set<UUID> fresh) {
        List<MessageRow> rows =
                chunk.stream().map(item -> MessageRow.of(namespace, item)).toList();
        List<MessageMapper.Outgoing> outgoing = new ArrayList<>();
        List<MessageMapper.DataLink> links = new ArrayList<>();
        for (MessageMapper.Inserted inserted : mapper.insert(rows)) {
            fresh.add(inserted.id());
            NewMessage item = Objects.requireNonNull(messages.get(inserted.id()), "an id that was inserted");
            Message message = item.message();
            if (message.state() == MessageState.READY) {
                outgoing.add(MessageMapper.Outgoing.of(namespace, inserted.sequence(), item));
            }
            for (DataRef ref : message.data()) {
                if (ref.id() != null && !item.brought().contains(ref.id())) {
                    links.add(new MessageMapper.DataLink(namespace, ref.id(), inserted.sequence()));
                }
            }
        }
        Chunks.ofRows(outgoing).forEach(mapper::insertOutgoing);
        Chunks.ofRows(links).forEach(mapper::insertDataLinks);
    }

    @Override
    public Map<String, UUID> idsByIdempotencyKey(String namespace, Collection<String> keys) {
        MessageMapper mapper = scope.reads(MessageMapper.class);
        Map<String, UUID> found = new HashMap<>();
        for (List<String> chunk : Chunks.ofValues(keys)) {
            mapper.byIdempotencyKey(namespace, chunk).forEach(used -> found.put(used.key(), used.id()));
        }
        return found;
    }

    @Override
    public Optional<Message> find(String namespace, UUID id) {
        return findAll(namespace, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Message> findAll(String namespace, Collection<UUID> ids) {
        MessageMapper mapper = scope.reads(MessageMapper.class);
        List<Message> found = new ArrayList<>(ids.size());
        for (List<UUID> chunk : Chunks.ofValues(ids)) {
            mapper.findAll(namespace, chunk).forEach(row -> found.add(row.toMessage()));
        }
        return found;
    }

    @Override
    public List<ReadyMessage> ready(String namespace, int limit) {
        return scope.reads(MessageMapper.class).ready(namespace, limit).stream()
                .map(MessageMapper.Outgoing::toReady)
                .toList();
    }

    @Override
    public void seal(String namespace, Collection<ReadyMessage> messages) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        List<Long> sequences = messages.stream().map(ReadyMessage::sequence).toList();
        Chunks.ofValues(sequences).forEach(chunk -> mapper.seal(namespace, chunk));
    }

    @Override
    public void sent(String namespace, Collection<UUID> ids, UUID batch, UUID transaction) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        Chunks.ofValues(ids).forEach(chunk -> mapper.sent(namespace, chunk, batch, transaction));
    }

    @Override
    public void settle(String namespace, List<Verdict> verdicts, Instant confirmed) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        Map<Outcome, List<UUID>> byOutcome = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            if (!verdict.state().isFinal()) {
                throw new IllegalArgumentException("not a verdict: " + verdict.state());
            }
            Outcome outcome = new Outcome(
                    verdict.state(), Text.orEmpty(verdict.rejectReason()), verdict.batch(), verdict.transaction());
            byOutcome.computeIfAbsent(outcome, key -> new ArrayList<>()).add(verdict.id());
        }
        byOutcome.forEach((outcome, ids) ->
                Chunks.ofValues(ids).forEach(chunk -> mapper.settle(namespace, chunk, outcome, confirmed)));
    }

    /** What many verdicts of a page have in common. */
    record Outcome(
            MessageState state,
            String reason,
            @Nullable UUID batch,
            @Nullable UUID transaction) {}

    @Override
    public List<Message> confirmedDefinitions(String namespace, String tag, String topic, String author) {
        return messages(scope.reads(MessageMapper.class).confirmedDefinitions(namespace, tag, topic, author));
    }

    @Override
    public List<Message> undecidedDefinitions(String namespace, String tag, String topic) {
        return messages(scope.reads(MessageMapper.class).undecidedDefinitions(namespace, tag, topic));
    }

    private static List<Message> messages(List<MessageRow> rows) {
        return rows.stream().map(MessageRow::toMessage).toList();
    }

    @Override
    public List<UUID> idsByData(String namespace, UUID data) {
        return scope.reads(MessageMapper.class).idsByData(namespace, data);
    }
}
