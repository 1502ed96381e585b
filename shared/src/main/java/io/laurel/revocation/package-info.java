/**
 * Which access tokens no longer count. Called by every verticle, which learns them, and by the auth
 * service, which writes them.
 */
@NullMarked
package io.laurel.revocation;

import org.jspecify.annotations.NullMarked;
