/**
 * The contract: its files are joined and read once, and every message is judged by it. Called by
 * the two doors, {@code bus} and the gateway, and by whoever needs one of its schemas elsewhere.
 */
@NullMarked
package io.laurel.contract;

import org.jspecify.annotations.NullMarked;
