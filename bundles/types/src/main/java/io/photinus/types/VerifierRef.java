package io.photinus.types;

/** A verifier without its owner. */
public record VerifierRef(String type, String value) {}
