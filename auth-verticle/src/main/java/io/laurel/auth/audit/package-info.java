/** The audit entries of every service, as auditors read them. Called over the bus alone. */
package io.laurel.auth.audit;
