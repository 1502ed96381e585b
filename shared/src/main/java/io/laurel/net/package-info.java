/**
 * Addresses and networks, as one reads and compares them, and where requests may go. Called by all
 * who judge them: the doors, what believes proxies, the throttle, what keeps and calls the URLs of
 * others.
 */
@NullMarked
package io.laurel.net;

import org.jspecify.annotations.NullMarked;
