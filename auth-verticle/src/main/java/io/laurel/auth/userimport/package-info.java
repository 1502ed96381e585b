/**
 * Takes the users of another system over, as a command of the process. Called by its main and by
 * standalone's.
 */
package io.laurel.auth.userimport;
