/**
 * The database client, with failures that are ours. Called by {@code Mongo…} classes, one for each
 * collection; nobody else knows the driver.
 */
@NullMarked
package io.laurel.mongo;

import org.jspecify.annotations.NullMarked;
