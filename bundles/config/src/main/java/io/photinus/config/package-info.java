/** The one configuration set: FireFly's YAML file, the environment and the command line, handed to ConfigAdmin. */
@NullMarked
package io.photinus.config;

import org.jspecify.annotations.NullMarked;
