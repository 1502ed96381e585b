/** A MongoDB inside the JVM: for standalone, on a file; for the store tests, in memory. */
package io.laurel.embedded;
