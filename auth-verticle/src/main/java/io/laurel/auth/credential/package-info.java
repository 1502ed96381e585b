/**
 * What users prove themselves by, and how they change it. Called by sessions, which begin with such
 * a proof.
 */
package io.laurel.auth.credential;
