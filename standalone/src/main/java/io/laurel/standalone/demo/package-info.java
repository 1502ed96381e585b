/**
 * What {@code --demo} puts into an empty database, through the operations of the contract. Called
 * by standalone.
 */
package io.laurel.standalone.demo;
