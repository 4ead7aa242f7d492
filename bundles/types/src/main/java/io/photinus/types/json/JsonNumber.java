package io.photinus.types.json;

import java.math.BigDecimal;

/** A JSON number in the spelling in which it was sent. */
public record JsonNumber(String text) {
    /** The exact value. */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
