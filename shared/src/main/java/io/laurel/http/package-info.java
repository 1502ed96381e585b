/**
 * HTTP/1 as such, whatever is asked for. Called by the two that open a port, the gateway and {@code
 * management}, and by whoever compares entity tags.
 */
@NullMarked
package io.laurel.http;

import org.jspecify.annotations.NullMarked;
