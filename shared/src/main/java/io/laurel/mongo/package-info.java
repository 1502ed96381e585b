/**
 * The database client, with failures that are ours. Called by {@code Mongo…} classes, one for each
 * collection; nobody else knows the driver.
 */
package io.laurel.mongo;
