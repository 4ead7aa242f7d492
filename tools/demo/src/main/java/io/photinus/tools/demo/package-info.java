/** Shows two members at work. */
@NullMarked
package io.photinus.tools.demo;

import org.jspecify.annotations.NullMarked;
