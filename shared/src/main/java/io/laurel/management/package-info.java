/**
 * Live, ready and metrics, on a port of their own. Called by {@code launch}; verticles add what
 * must hold before they are ready.
 */
@NullMarked
package io.laurel.management;

import org.jspecify.annotations.NullMarked;
