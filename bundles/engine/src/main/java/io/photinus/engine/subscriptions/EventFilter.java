package io.photinus.engine.subscriptions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.Message;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionFilter.BlockchainEventFilter;
import io.photinus.types.SubscriptionFilter.MessageFilter;
import io.photinus.types.SubscriptionFilter.TransactionFilter;
import io.photinus.types.Transaction;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A compiled subscription filter (protocol 12.2): all expressions that are given must be found in their field, anywhere in
 * it. A field of an object that the event does not have counts as the empty text. Immutable.
 */
final class EventFilter {
    private final @Nullable Pattern events;
    private final @Nullable Pattern topic;
    private final @Nullable Pattern tag;
    private final @Nullable Pattern group;
    private final @Nullable Pattern author;
    private final @Nullable Pattern transactionType;
    private final @Nullable Pattern chainName;
    private final @Nullable Pattern chainListener;

    /** Throws FF10171 for an expression that RE2 does not know. */
    static EventFilter compile(SubscriptionFilter filter) {
        return new EventFilter(filter);
    }

    private EventFilter(SubscriptionFilter filter) {
        MessageFilter message = filter.message() == null ? new MessageFilter(null, null, null) : filter.message();
        BlockchainEventFilter chain = filter.blockchainevent();
        TransactionFilter transaction = filter.transaction();
        events = compile("events", filter.events());
        topic = compile("topic", first(filter.topic(), filter.topics()));
        tag = compile("message.tag", first(message.tag(), filter.tag()));
        group = compile("message.group", first(message.group(), filter.group()));
        author = compile("message.author", first(message.author(), filter.author()));
        transactionType = compile("transaction.type", transaction == null ? null : transaction.type());
        chainName = compile("blockchainevent.name", chain == null ? null : chain.name());
        chainListener = compile("blockchainevent.listener", chain == null ? null : chain.listener());
    }

    private static @Nullable String first(@Nullable String newer, @Nullable String older) {
        return newer == null || newer.isEmpty() ? older : newer;
    }

    private static @Nullable Pattern compile(String field, @Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return null;
        }
        if (!ExpressionSize.bearable(expression)) {
            throw new NodeProblem(ErrorCode.FF10171, field, "it is too large");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException refused) {
            throw new NodeProblem(ErrorCode.FF10171, refused, field, Objects.toString(refused.getMessage()));
        }
    }

    /** Whether the event may pass, judged by the event alone: saves looking up what it is about. */
    boolean mayMatch(Event event) {
        return found(events, event.type().wire()) && found(topic, event.topic());
    }

    /** Whether an event that {@link #mayMatch} passes. */
    boolean matches(EnrichedEvent event) {
        return matchesMessage(event.message())
                && matchesTransaction(event.transaction())
                && matchesChain(event.blockchainEvent());
    }

    private boolean matchesMessage(@Nullable Message message) {
        if (message == null) {
            return found(tag, null) && found(group, null) && found(author, null);
        }
        return found(tag, message.header().tag())
                && found(
                        group,
                        message.header().group() == null
                                ? null
                                : message.header().group().toString())
                && found(author, message.header().author());
    }

    private boolean matchesTransaction(@Nullable Transaction transaction) {
        return found(
                transactionType, transaction == null ? null : transaction.type().wire());
    }

    private boolean matchesChain(@Nullable BlockchainEvent event) {
        if (event == null) {
            return found(chainName, null) && found(chainListener, null);
        }
        return found(chainName, event.name())
                && found(
                        chainListener,
                        event.listener() == null ? null : event.listener().toString());
    }

    private static boolean found(@Nullable Pattern expression, @Nullable String text) {
        return expression == null
                || expression.matcher(text == null ? "" : text).find();
    }
}
