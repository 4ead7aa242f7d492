package io.photinus.ledger;

/**
 * A submission as it came and as blocks keep it, so that everybody can check a copy of the ledger.
 *
 * @param body the signed text itself: JSON, kept to the letter
 */
record Submission(String body, String publicKey, String signature) {}
