package io.photinus.api;

import io.photinus.types.Namespace;
import io.photinus.types.VerifierRef;
import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /status} (api 2.9), plus {@code problem}: one sentence on what is missing, which FireFly does not have. */
public record NamespaceStatus(
        Namespace namespace,
        @Opt @Nullable Node node,
        @Opt @Nullable Org org,
        Plugins plugins,
        Multiparty multiparty,
        @Opt @Nullable String problem) {

    public record Node(
            String name, boolean registered, @Opt @Nullable UUID id) {}

    public record Org(
            String name,
            boolean registered,
            @Opt @Nullable String did,
            @Opt @Nullable UUID id,
            @Opt List<VerifierRef> verifiers) {}

    public record Plugin(@Opt @Nullable String name, String pluginType) {}

    public record Plugins(
            List<Plugin> blockchain,
            List<Plugin> database,
            List<Plugin> dataExchange,
            List<Plugin> events,
            List<Plugin> identity,
            List<Plugin> sharedStorage,
            List<Plugin> tokens) {}

    public record Multiparty(boolean enabled, @Opt @Nullable Contracts contract) {}

    public record Contracts(Contract active, @Opt List<Contract> terminated) {}

    public record Contract(
            int index,
            @Opt @Nullable RawJson location,
            @Opt @Nullable String firstEvent,
            ContractInfo info) {}

    public record ContractInfo(
            @Opt @Nullable String subscription,
            @Opt @Nullable String finalEvent,
            @Opt int version) {}
}
