/** What stands beside the API on the public port; the gateway's verticle alone mounts it. */
package io.laurel.gateway.document;
