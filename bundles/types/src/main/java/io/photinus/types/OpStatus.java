package io.photinus.types;

import io.photinus.types.json.WireValue;

/** States of an operation (protocol 11.2); capitalised on the wire. */
public enum OpStatus implements WireValue {
    INITIALIZED("Initialized"),
    PENDING("Pending"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String wire;

    OpStatus(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
