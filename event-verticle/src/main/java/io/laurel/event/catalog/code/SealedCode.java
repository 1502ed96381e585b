package io.laurel.event.catalog.code;

/**
 * A code as it is kept: whoever has it and not the keys can neither read it nor try guesses on it.
 *
 * @param hash the same for equal codes of one reward, for nothing else
 * @param sealing which key opens it
 * @param sealed the code itself
 */
record SealedCode(CodeKey key, String hash, String sealing, String sealed) {}
