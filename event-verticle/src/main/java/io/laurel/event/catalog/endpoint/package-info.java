/**
 * Where granted rewards are delivered to, by which secrets that is signed, and where it may go at
 * all. Called by {@code reward}, whose terms name endpoints, and by the rooms that deliver.
 */
@NullMarked
package io.laurel.event.catalog.endpoint;

import org.jspecify.annotations.NullMarked;
