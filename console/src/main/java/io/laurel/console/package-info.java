/**
 * What people see: the console's page and the files that it is made of. Called by the gateway,
 * which finds it on its class path and knows no more of it than that.
 */
@NullMarked
package io.laurel.console;

import org.jspecify.annotations.NullMarked;
