/**
 * The auth process: how it is started, and which features it is made of. Called by standalone,
 * which runs it beside the others.
 */
package io.laurel.auth;
