package io.laurel.event.catalog.stock;

/**
 * What a node takes at once.
 *
 * @param serials cut to the stock; empty where none is left
 * @param stock as it was in that moment
 */
public record SerialBlock(SerialRange serials, int stock) {}
