package io.laurel.event.catalog.stock;

/**
 * One unit of stock in a claim's hands, until the claim is inserted or gives it back.
 *
 * @param number from 1
 * @param generation which filling of the pool it came from
 */
public record Serial(int number, int generation) {}
