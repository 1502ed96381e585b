package io.laurel.event.catalog.seal;

/**
 * Something as the database may keep it.
 *
 * @param sealing which key opens it
 * @param text what was sealed, in Base64
 */
public record Sealed(String sealing, String text) {}
