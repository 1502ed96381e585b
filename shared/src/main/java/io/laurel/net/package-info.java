/**
 * Addresses and networks, as one reads and compares them, where requests may go, and whose
 * certificates are believed there. Called by all who judge them: the doors, what believes proxies,
 * the throttle, what keeps and calls the URLs of others.
 */
@NullMarked
package io.laurel.net;

import org.jspecify.annotations.NullMarked;
