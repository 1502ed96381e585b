/** Refusals and faults as values. Called by everybody; the only room that knows status numbers. */
package io.laurel.failure;
