/**
 * The event bus: operations are served and called by their address, what happened is told. Called
 * by every room that does either; nobody else touches a message.
 */
@NullMarked
package io.laurel.bus;

import org.jspecify.annotations.NullMarked;
