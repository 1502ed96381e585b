/**
 * Who did what: an entry is put into the changed document by the write that changes it, and moved
 * to where auditors read. Called by every room that changes what staff answer for.
 */
@NullMarked
package io.laurel.audit;

import org.jspecify.annotations.NullMarked;
