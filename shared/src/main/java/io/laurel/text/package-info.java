/**
 * One spelling of a text that identifies something. Called by {@code contract}, which admits no
 * other, and by whoever compares such texts from elsewhere.
 */
@NullMarked
package io.laurel.text;

import org.jspecify.annotations.NullMarked;
