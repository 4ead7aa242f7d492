package io.photinus.ledger;

import io.photinus.types.Hash;
import io.photinus.types.json.Json;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that became durable together.
 *
 * @param hash SHA-256 of the stored text; that of block 0 names the ledger
 */
record Block(long number, String hash, Instant timestamp, List<Transaction> transactions) {
    /**
     * The stored text.
     *
     * @param parent the hash of the block before; zeros in block 0
     * @param seed random, in block 0 only, so that no two ledgers are alike
     */
    record Text(
            long number,
            String parent,
            Instant timestamp,
            @Opt @Nullable String seed,
            List<Submission> transactions) {
        byte[] bytes() {
            return Json.bytes(this);
        }
    }

    static Block of(byte[] stored) {
        Text text = Json.read(stored, Text.class);
        return new Block(
                text.number(),
                Hash.sha256(stored).toString(),
                text.timestamp(),
                text.transactions().stream().map(Transaction::stored).toList());
    }

    /** The place of the last transaction. */
    Position end() {
        return new Position(number, Math.max(0, transactions.size() - 1));
    }

    int size() {
        return transactions.stream().mapToInt(Transaction::size).sum();
    }
}
