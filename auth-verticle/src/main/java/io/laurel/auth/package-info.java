/**
 * The auth process: how it is started, and which features it is made of. Called by standalone,
 * which runs it beside the others.
 */
@NullMarked
package io.laurel.auth;

import org.jspecify.annotations.NullMarked;
