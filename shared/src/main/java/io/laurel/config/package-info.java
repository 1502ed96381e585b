/**
 * Settings, from files and environment to typed values. Called by the {@code XConfig} of each room,
 * and at the start of a process.
 */
package io.laurel.config;
