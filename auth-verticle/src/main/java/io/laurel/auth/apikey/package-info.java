/**
 * The API keys of machines: made and revoked by administrators, traded for access tokens. Called
 * over the bus.
 */
@NullMarked
package io.laurel.auth.apikey;

import org.jspecify.annotations.NullMarked;
