/**
 * What the database keeps and its reader must not: sealed by keys outside of it. Called by the
 * rooms that keep codes and secrets.
 */
@NullMarked
package io.laurel.event.catalog.seal;

import org.jspecify.annotations.NullMarked;
