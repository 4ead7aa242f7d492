/** Commands of the container's shell, scope {@code photinus}: each parses, asks the node, and prints. */
@NullMarked
package io.photinus.shell;

import org.jspecify.annotations.NullMarked;
