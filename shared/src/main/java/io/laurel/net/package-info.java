/** Addresses and networks, once for all who judge them: the doors, the proxies, the throttle. */
package io.laurel.net;
