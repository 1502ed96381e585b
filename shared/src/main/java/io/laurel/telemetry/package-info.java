/**
 * How this process is measured from outside: latencies with the buckets that all of them share, and
 * labels that have known values only. Called by every room that measures.
 */
@NullMarked
package io.laurel.telemetry;

import org.jspecify.annotations.NullMarked;
