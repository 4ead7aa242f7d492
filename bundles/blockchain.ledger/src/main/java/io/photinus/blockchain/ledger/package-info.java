/** The embedded ledger as a blockchain plugin, and the sample to start a connector from (docs/ledger-protocol.md). */
@NullMarked
package io.photinus.blockchain.ledger;

import org.jspecify.annotations.NullMarked;
