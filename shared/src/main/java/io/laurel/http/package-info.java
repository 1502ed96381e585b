/**
 * HTTP/1 as such, whatever is asked for. Called by the two that open a port, the gateway and {@code
 * management}, and by whoever compares entity tags.
 */
package io.laurel.http;
