package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts a network when the first test needs it, ends it after the last, and shows its logs when a test fails. */
final class Networks implements ParameterResolver, TestWatcher {
    private record Shared(Network network) implements Store.CloseableResource {
        @Override
        public void close() {
            network.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Network.class;
    }

    @Override
    public Network resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Network network = network(context);
        network.restore();
        return network;
    }

    private static Network network(ExtensionContext context) {
        Form form = context.getRequiredTestClass().getAnnotation(On.class).value();
        return context.getRoot()
                .getStore(Namespace.create(Networks.class))
                .getOrComputeIfAbsent(
                        form,
                        missing -> new Shared(
                                form == Form.ONE_PROCESS ? Network.oneProcess() : Network.processPerMember()),
                        Shared.class)
                .network();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.err.println(context.getDisplayName() + " failed: " + cause + "\n"
                + network(context).lastLines());
    }
}
