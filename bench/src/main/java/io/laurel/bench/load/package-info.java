/** A closed loop of HTTP/1.1 requests, cheap enough to share two cores with what it measures. */
package io.laurel.bench.load;
