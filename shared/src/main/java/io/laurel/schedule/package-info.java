/** What is done again and again. Called by features that sweep or poll. */
package io.laurel.schedule;
