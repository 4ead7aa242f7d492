package io.photinus.shell;

import io.photinus.types.MessageState;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the state of a message. */
@Service
public final class MessageStateCompleter implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> states =
                Arrays.stream(MessageState.values()).map(MessageState::wire).toList();
        return new StringsCompleter(states).complete(session, line, candidates);
    }
}
