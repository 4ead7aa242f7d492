package io.photinus.ledger;

/** A transaction in its place. */
record Placed(Block block, Position position) {
    Transaction transaction() {
        return block.transactions().get(position.transaction());
    }
}
