/**
 * What stands beside the API on the public port. Called by the gateway's verticle, which mounts it.
 */
package io.laurel.gateway.document;
