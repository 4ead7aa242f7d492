package io.photinus.transport.websockets;

import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionFilter.BlockchainEventFilter;
import io.photinus.types.SubscriptionFilter.MessageFilter;
import io.photinus.types.SubscriptionFilter.TransactionFilter;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonNumber;
import io.photinus.types.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A start that is written into the address of the upgrade (api 8.2). */
final class AutoStart {
    private static final int MAX_READ_AHEAD = 65_535;

    private final Map<String, List<String>> query;

    private AutoStart(Map<String, List<String>> query) {
        this.query = query;
    }

    /** The namespace that the query names, or an empty text. */
    static String namespace(Map<String, List<String>> query) {
        return new AutoStart(query).text("namespace");
    }

    /**
     * Reads the query.
     *
     * @return empty when it asks for no start
     * @throws NodeProblem FF00172 for a {@code readahead} that is not allowed
     */
    static Optional<Frames.Start> of(Map<String, List<String>> query) {
        AutoStart wanted = new AutoStart(query);
        boolean ephemeral = wanted.flag("ephemeral");
        if (!ephemeral && wanted.text("name").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Frames.Start(
                wanted.text("namespace"),
                wanted.text("name"),
                ephemeral,
                wanted.flag("autoack"),
                wanted.filter(),
                wanted.options()));
    }

    private String text(String key) {
        List<String> values = query.get(key);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    private boolean flag(String key) {
        List<String> values = query.get(key);
        return values != null && !values.isEmpty() && !values.get(0).equals("false");
    }

    private JsonObject options() {
        JsonObject options = JsonObject.empty();
        if (flag("batch")) {
            options = options.with("batch", true);
        }
        if (!text("batchtimeout").isEmpty()) {
            options = options.with("batchTimeout", text("batchtimeout"));
        }
        if (!text("readahead").isEmpty()) {
            options = options.with("readAhead", new JsonNumber(Integer.toString(readAhead(text("readahead")))));
        }
        return options;
    }

    private static int readAhead(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= MAX_READ_AHEAD) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new NodeProblem(ErrorCode.FF00172, notANumber, text, "0 to " + MAX_READ_AHEAD);
        }
        throw new NodeProblem(ErrorCode.FF00172, text, "0 to " + MAX_READ_AHEAD);
    }

    private SubscriptionFilter filter() {
        return new SubscriptionFilter(
                optional("filter.events"),
                new MessageFilter(
                        optional("filter.message.tag"),
                        optional("filter.message.group"),
                        optional("filter.message.author")),
                new TransactionFilter(optional("filter.transaction.type")),
                new BlockchainEventFilter(optional("filter.blockchain.name"), optional("filter.blockchain.listener")),
                optional("filter.topic"),
                optional("filter.topics"),
                optional("filter.tag"),
                optional("filter.group"),
                optional("filter.author"));
    }

    private @Nullable String optional(String key) {
        String value = text(key);
        return value.isEmpty() ? null : value;
    }
}
