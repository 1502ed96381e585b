/**
 * What all edits share: the version that was read, the patch, what is answered. Called by the rooms
 * whose objects are edited.
 */
@NullMarked
package io.laurel.event.catalog.edit;

import org.jspecify.annotations.NullMarked;
