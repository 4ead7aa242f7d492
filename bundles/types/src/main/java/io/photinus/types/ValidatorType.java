package io.photinus.types;

import io.photinus.types.json.WireValue;

/** How a data value is checked (protocol 2.2). */
public enum ValidatorType implements WireValue {
    JSON,
    NONE,
    DEFINITION
}
