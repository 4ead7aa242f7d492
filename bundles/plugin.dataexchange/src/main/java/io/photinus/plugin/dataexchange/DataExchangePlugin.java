package io.photinus.plugin.dataexchange;

import io.photinus.types.json.JsonObject;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One configured exchange, registered as an OSGi service with the properties {@code photinus.plugin.name} and {@code
 * photinus.plugin.type}. Thread-safe. It tells who this node is to its peers.
 */
@ConsumerType
public interface DataExchangePlugin {
    /**
     * The profile that the node's identity publishes (connector protocols 5.2): {@code id} (peer id, slash, node name),
     * {@code endpoint} (URL at which peers reach this exchange) and {@code cert} (PEM). Stable as long as the certificate
     * is.
     *
     * @param nodeName the name of the node identity, used as destination behind the slash
     */
    CompletionStage<JsonObject> endpointInfo(String nodeName);
}
