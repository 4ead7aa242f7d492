package io.photinus.persistence.sql;

import io.photinus.persistence.MessageRepository;
import io.photinus.types.DataRef;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
        long sequence = Sequences.take(scope, namespace, Sequences.MESSAGES, distinct.size());
        for (List<NewMessage> chunk : Chunks.ofRows(distinct.values())) {
            List<MessageRow> rows = new ArrayList<>(chunk.size());
            for (NewMessage item : chunk) {
                rows.add(MessageRow.of(namespace, sequence++, item));
            }
            List<UUID> inserted = mapper.insert(rows);
            fresh.addAll(inserted);
            insertDataLinks(mapper, rows, distinct, fresh);
        }
        return fresh;
    }

    private static void insertDataLinks(
            MessageMapper mapper, List<MessageRow> rows, Map<UUID, NewMessage> messages, Set<UUID> fresh) {
        List<MessageMapper.DataLink> links = new ArrayList<>();
        for (MessageRow row : rows) {
            NewMessage item = messages.get(row.id());
            if (item != null && fresh.contains(row.id())) {
                for (DataRef ref : item.message().data()) {
                    if (ref.id() != null) {
                        links.add(new MessageMapper.DataLink(row.namespace(), ref.id(), row.sequence()));
                    }
                }
            }
        }
        Chunks.ofRows(links).forEach(mapper::insertDataLinks);
    }

    @Override
    public Optional<UUID> idByIdempotencyKey(String namespace, String key) {
        return Optional.ofNullable(scope.reads(MessageMapper.class).idByIdempotencyKey(namespace, key));
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
                .map(row -> new ReadyMessage(row.sequence(), row.size(), row.toMessage()))
                .toList();
    }

    @Override
    public void seal(String namespace, UUID batch, Collection<UUID> ids) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        Chunks.ofValues(ids).forEach(chunk -> mapper.seal(namespace, batch, chunk));
    }

    @Override
    public void sent(String namespace, UUID batch, UUID transaction) {
        scope.writes(MessageMapper.class).sent(namespace, batch, transaction);
    }

    @Override
    public void settle(String namespace, List<Verdict> verdicts, Instant confirmed) {
        MessageMapper mapper = scope.writes(MessageMapper.class);
        Map<Outcome, List<UUID>> byOutcome = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            if (!verdict.state().isFinal()) {
                throw new IllegalArgumentException("not a verdict: " + verdict.state());
            }
            Outcome outcome = new Outcome(verdict.state(), Text.orEmpty(verdict.rejectReason()));
            byOutcome.computeIfAbsent(outcome, key -> new ArrayList<>()).add(verdict.id());
        }
        byOutcome.forEach((outcome, ids) -> Chunks.ofValues(ids)
                .forEach(chunk -> mapper.settle(namespace, chunk, outcome.state(), outcome.reason(), confirmed)));
    }

    private record Outcome(MessageState state, String reason) {}

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
