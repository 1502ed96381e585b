/**
 * Sessions from sign-in to their end, and the refresh tokens that keep them going. Called over the
 * bus; the throttle is told of the devices that they make known.
 */
@NullMarked
package io.laurel.auth.session;

import org.jspecify.annotations.NullMarked;
