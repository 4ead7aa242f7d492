/** The embedded ledger's server: one ordered, signed, durable log that members follow (docs/ledger-protocol.md). */
@NullMarked
package io.photinus.ledger;

import org.jspecify.annotations.NullMarked;
