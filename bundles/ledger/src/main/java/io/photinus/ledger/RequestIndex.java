package io.photinus.ledger;

import io.photinus.types.Hash;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where every request stands, in about 24 bytes each: a table of fingerprints and places. The fingerprint is cut
 * from a SHA-256 over signer and request id, so nobody can aim at the entry of somebody else. Not thread-safe.
 */
final class RequestIndex {
    private static final int TRANSACTION_BITS = 20;

    private long[] fingerprints = new long[1 << 10];
    private long[] places = new long[1 << 10];
    private int size;

    void put(String key, Position position) {
        if (size * 3L > fingerprints.length * 2L) {
            grow();
        }
        insert(fingerprint(key), position.block() << TRANSACTION_BITS | position.transaction());
    }

    @Nullable
    Position find(String key) {
        long wanted = fingerprint(key);
        int slot = slot(wanted);
        while (fingerprints[slot] != 0) {
            if (fingerprints[slot] == wanted) {
                return new Position(
                        places[slot] >>> TRANSACTION_BITS, (int) (places[slot] & ((1 << TRANSACTION_BITS) - 1)));
            }
            slot = slot + 1 & fingerprints.length - 1;
        }
        return null;
    }

    private void insert(long fingerprint, long place) {
        int slot = slot(fingerprint);
        while (fingerprints[slot] != 0) {
            if (fingerprints[slot] == fingerprint) {
                return;
            }
            slot = slot + 1 & fingerprints.length - 1;
        }
        fingerprints[slot] = fingerprint;
        places[slot] = place;
        size++;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        long[] oldPlaces = places;
        fingerprints = new long[oldFingerprints.length * 2];
        places = new long[oldPlaces.length * 2];
        size = 0;
        for (int i = 0; i < oldFingerprints.length; i++) {
            if (oldFingerprints[i] != 0) {
                insert(oldFingerprints[i], oldPlaces[i]);
            }
        }
    }

    private int slot(long fingerprint) {
        return (int) fingerprint & fingerprints.length - 1;
    }

    /** Never zero, which marks an empty slot. */
    private static long fingerprint(String key) {
        long cut = ByteBuffer.wrap(Hash.sha256(key).bytes()).getLong();
        return cut == 0 ? 1 : cut;
    }
}
