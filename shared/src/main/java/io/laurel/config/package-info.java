/**
 * Settings, from files and environment to typed values. Called by the {@code XConfig} of each room,
 * and at the start of a process.
 */
@NullMarked
package io.laurel.config;

import org.jspecify.annotations.NullMarked;
