/**
 * Addresses and networks, as one reads and compares them. Called by all who judge them: the doors,
 * what believes proxies, the throttle.
 */
@NullMarked
package io.laurel.net;

import org.jspecify.annotations.NullMarked;
