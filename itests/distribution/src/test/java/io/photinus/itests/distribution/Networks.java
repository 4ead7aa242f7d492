package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a network when the first test needs it and ends it after the last. A test after which a log has new warnings or
 * errors fails; when a test fails, the last lines of the logs are shown.
 */
final class Networks implements ParameterResolver, ArgumentsProvider, AfterEachCallback, TestWatcher {
    private record Shared(Network network) implements AutoCloseable {
        @Override
        public void close() {
            network.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Network.class
                && context.getRequiredTestClass().isAnnotationPresent(On.class);
    }

    @Override
    public Network resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return network(context.getRequiredTestClass().getAnnotation(On.class).value(), context);
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Form[] forms =
                context.getRequiredTestClass().getAnnotation(InEach.class).value();
        return Arrays.stream(forms).map(form -> Arguments.argumentSet(form.name(), network(form, context)));
    }

    private static Network network(Form form, ExtensionContext context) {
        Network network = store(context)
                .getOrComputeIfAbsent(form, missing -> new Shared(start(missing)), Shared.class)
                .network();
        network.restore();
        return network;
    }

    private static Network start(Form form) {
        return switch (form) {
            case ONE_PROCESS -> Network.oneProcess();
            case PROCESS_PER_MEMBER -> Network.processPerMember();
            case ON_POSTGRES -> Network.onPostgres();
        };
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(Networks.class));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(started(context).flatMap(network -> network.newComplaints().stream()))
                .as("warnings and errors in the logs")
                .isEmpty();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.err.println(context.getDisplayName() + " failed: " + cause);
        started(context).forEach(network -> System.err.println(network.lastLines()));
    }

    private static Stream<Network> started(ExtensionContext context) {
        return Arrays.stream(Form.values())
                .map(form -> store(context).get(form, Shared.class))
                .filter(Objects::nonNull)
                .map(Shared::network);
    }
}
