/**
 * Who else's word is taken for who somebody is: providers of identities that an operator trusts,
 * and the keys that they sign by. Called by the exchange of their tokens, and by who keeps names
 * for their players.
 */
@NullMarked
package io.laurel.auth.provider;

import org.jspecify.annotations.NullMarked;
