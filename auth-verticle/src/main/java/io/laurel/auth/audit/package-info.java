/** The audit entries of every service, as auditors read them. Called over the bus alone. */
@NullMarked
package io.laurel.auth.audit;

import org.jspecify.annotations.NullMarked;
