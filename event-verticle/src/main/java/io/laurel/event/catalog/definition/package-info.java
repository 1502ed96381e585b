/** The catalog, of which rewards are made as copies. Called by {@code reward}. */
package io.laurel.event.catalog.definition;
