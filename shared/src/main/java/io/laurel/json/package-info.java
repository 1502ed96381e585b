/**
 * JSON values for what they are: numbers, equality, one canonical text, size, absent fields. Called
 * by {@code contract}, {@code bus}, {@code id}, {@code audit}, the gateway and the stores of
 * services.
 */
@NullMarked
package io.laurel.json;

import org.jspecify.annotations.NullMarked;
