/**
 * From HTTP to the bus and back, by the contract alone: no operation is named here. Called by the
 * programs that deploy it, its own and standalone.
 */
@NullMarked
package io.laurel.gateway;

import org.jspecify.annotations.NullMarked;
