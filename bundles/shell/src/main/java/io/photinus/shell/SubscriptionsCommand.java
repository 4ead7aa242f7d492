package io.photinus.shell;

import io.photinus.api.NamespaceApi;
import io.photinus.types.Subscription;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Durable subscriptions of one namespace and how far they are. */
@Service
@Command(scope = "photinus", name = "subscriptions", description = "Lists durable subscriptions and their positions")
public final class SubscriptionsCommand extends NodeCommand {
    @Argument(name = "namespace", description = "Namespace to look in", required = true)
    @Completion(NamespaceCompleter.class)
    String namespace;

    @Override
    Rows rows() {
        NamespaceApi api = node.namespace(namespace);
        Rows rows = new Rows("name", "id", "transport", "position", "filter", "options");
        for (Subscription subscription :
                api.list(RecordSets.SUBSCRIPTIONS, Query.ALL).items()) {
            rows.add(
                    subscription.name(),
                    subscription.id(),
                    subscription.transport(),
                    position(api, subscription),
                    subscription.filter(),
                    subscription.options());
        }
        return rows;
    }

    /** Until something is acknowledged, it is where it was created to start. */
    private static @Nullable Long position(NamespaceApi api, Subscription subscription) {
        OptionalLong acknowledged = subscription.id() == null
                ? OptionalLong.empty()
                : api.subscriptions().offset(subscription.id());
        return acknowledged.isPresent()
                ? (Long) acknowledged.getAsLong()
                : subscription.options().integer("firstEvent");
    }

    @Override
    String whenEmpty() {
        return "no subscriptions";
    }
}
