/**
 * JSON values for what they are: numbers, equality, one canonical text, size. Called by {@code
 * contract}, {@code bus}, {@code id} and the gateway.
 */
package io.laurel.json;
