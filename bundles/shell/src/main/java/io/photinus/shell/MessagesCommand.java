package io.photinus.shell;

import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Messages of one namespace, those that wait first. */
@Service
@Command(scope = "photinus", name = "messages", description = "Lists messages, unconfirmed ones first, then the newest")
public final class MessagesCommand extends NodeCommand {
    private static final int MAX_LIMIT = 1_000;

    @Argument(name = "namespace", description = "Namespace to look in", required = true)
    @Completion(NamespaceCompleter.class)
    String namespace;

    @Option(name = "--limit", description = "Most rows to print, 1 to 1000")
    int limit = 25;

    @Option(
            name = "--state",
            description = "Only messages in this state: staged, ready, sent, pending, confirmed, rejected, cancelled")
    @Completion(MessageStateCompleter.class)
    String state = "";

    @Override
    Rows rows() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("--limit must be 1 to " + MAX_LIMIT);
        }
        List<Condition> conditions = state.isBlank()
                ? List.of()
                : List.of(Condition.equal(RecordSets.MESSAGES.require("state"), known(state)));
        Rows rows = new Rows("id", "type", "state", "tag", "topics", "author", "created", "confirmed", "rejectReason");
        for (Message message : node.namespace(namespace)
                .list(RecordSets.MESSAGES, new Query(conditions, List.of(), 0, limit, false))
                .items()) {
            MessageHeader header = message.header();
            rows.add(
                    header.id(),
                    header.type(),
                    message.state(),
                    header.tag(),
                    header.topics(),
                    header.author(),
                    header.created(),
                    message.confirmed(),
                    message.rejectReason());
        }
        return rows;
    }

    private static String known(String text) {
        String wire = text.toLowerCase(Locale.ROOT);
        if (Arrays.stream(MessageState.values()).noneMatch(state -> state.wire().equals(wire))) {
            throw new IllegalArgumentException("unknown state '" + text + "'");
        }
        return wire;
    }

    @Override
    String whenEmpty() {
        return "no messages";
    }
}
