/**
 * From HTTP to the bus and back, by the contract alone: no operation is named here. Called by the
 * programs that deploy it, its own and standalone.
 */
package io.laurel.gateway;
