/**
 * What a room needs from its process and gives to it. Called by the verticles, which list features,
 * and by the features.
 */
@NullMarked
package io.laurel.feature;

import org.jspecify.annotations.NullMarked;
