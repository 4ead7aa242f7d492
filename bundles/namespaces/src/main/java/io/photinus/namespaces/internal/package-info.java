/** Tracks plugin services and configurations, and starts and stops namespaces accordingly. */
@NullMarked
package io.photinus.namespaces.internal;

import org.jspecify.annotations.NullMarked;
