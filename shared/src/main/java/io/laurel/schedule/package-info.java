/**
 * What is done again and again, or until it is done: sweeps, polls, backlogs, races. Called by
 * features and stores.
 */
@NullMarked
package io.laurel.schedule;

import org.jspecify.annotations.NullMarked;
