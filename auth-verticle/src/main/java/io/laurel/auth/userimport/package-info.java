/**
 * Takes the users of another system over, as a command of the process. Called by its main and by
 * standalone's.
 */
@NullMarked
package io.laurel.auth.userimport;

import org.jspecify.annotations.NullMarked;
