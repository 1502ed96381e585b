/**
 * What stands beside the API on the public port. Called by the gateway's verticle, which mounts it.
 */
@NullMarked
package io.laurel.gateway.document;

import org.jspecify.annotations.NullMarked;
