package io.photinus.plugin.blockchain;

import io.photinus.types.json.JsonObject;
import java.time.Instant;

/**
 * The ledger's own record of an event (protocol 2.15).
 *
 * @param source the kind of connector, for example {@code ledger} or {@code ethereum}
 * @param protocolId unique per contract, and sorted as text in ledger order
 * @param blockchainId the ledger's transaction id
 * @param location the contract as text, as multiparty compares it
 */
public record ChainEvent(
        String source,
        String name,
        String protocolId,
        String blockchainId,
        String location,
        JsonObject output,
        JsonObject info,
        Instant timestamp) {}
