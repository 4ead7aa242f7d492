/** Shared storage in a folder that all members see. */
@NullMarked
package io.photinus.sharedstorage.local;

import org.jspecify.annotations.NullMarked;
