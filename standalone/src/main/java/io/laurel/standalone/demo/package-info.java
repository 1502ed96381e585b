/**
 * What {@code --demo} puts into an empty database, through the operations of the contract. Called
 * by standalone.
 */
@NullMarked
package io.laurel.standalone.demo;

import org.jspecify.annotations.NullMarked;
