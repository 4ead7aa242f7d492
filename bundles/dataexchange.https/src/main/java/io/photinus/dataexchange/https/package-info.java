/** The private exchange between members, inside the node. */
@NullMarked
package io.photinus.dataexchange.https;

import org.jspecify.annotations.NullMarked;
