/** From ledger events to confirmed messages: ingest, download, aggregate, enrich. */
@NullMarked
package io.photinus.engine.events;

import org.jspecify.annotations.NullMarked;
