/**
 * A closed loop of HTTP/1.1 requests, cheap enough to share two cores with what it measures. Called
 * by the runs of {@code bench}.
 */
package io.laurel.bench.load;
