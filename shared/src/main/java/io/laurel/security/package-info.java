/**
 * Who calls, as a token proves it, and the keys that prove tokens. Called by the two doors;
 * services see its {@code Principal}.
 */
package io.laurel.security;
