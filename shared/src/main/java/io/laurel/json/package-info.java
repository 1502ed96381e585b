/**
 * JSON values for what they are: numbers, equality, one canonical text, size, absent fields, the
 * bounds of what others write freely. Called by {@code contract}, {@code bus}, {@code id}, {@code
 * audit}, the gateway, the catalog and the stores of services.
 */
@NullMarked
package io.laurel.json;

import org.jspecify.annotations.NullMarked;
