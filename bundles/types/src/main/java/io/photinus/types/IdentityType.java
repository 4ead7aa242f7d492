package io.photinus.types;

import io.photinus.types.json.WireValue;

/** Identity types (protocol 2.8). */
public enum IdentityType implements WireValue {
    ORG,
    NODE,
    CUSTOM
}
