/**
 * Facts about players, each counted exactly once. Called by {@code condition}, which says what to
 * read of them, and by those that judge by it.
 */
@NullMarked
package io.laurel.event.facts.activity;

import org.jspecify.annotations.NullMarked;
