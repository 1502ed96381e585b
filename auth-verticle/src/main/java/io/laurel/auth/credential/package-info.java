/**
 * What users prove themselves by, and how they change it. Called by sessions, which begin with such
 * a proof.
 */
@NullMarked
package io.laurel.auth.credential;

import org.jspecify.annotations.NullMarked;
