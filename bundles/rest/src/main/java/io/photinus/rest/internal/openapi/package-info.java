/** The OpenAPI documents, made from the declarations that route (api 3.8). */
@NullMarked
package io.photinus.rest.internal.openapi;

import org.jspecify.annotations.NullMarked;
