/**
 * Names for what is made, so that making it again meets it. Called by every room that makes
 * something.
 */
@NullMarked
package io.laurel.id;

import org.jspecify.annotations.NullMarked;
