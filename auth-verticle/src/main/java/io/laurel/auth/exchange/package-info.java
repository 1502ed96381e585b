/** Signs in players by the tokens of providers that an operator trusts. Called over the bus. */
@NullMarked
package io.laurel.auth.exchange;

import org.jspecify.annotations.NullMarked;
