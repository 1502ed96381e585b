/**
 * The three services and an embedded database in one JVM. Called by its {@code main}, and by {@code
 * bench}, which starts it.
 */
@NullMarked
package io.laurel.standalone;

import org.jspecify.annotations.NullMarked;
