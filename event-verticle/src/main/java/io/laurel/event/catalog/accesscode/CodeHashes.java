package io.laurel.event.catalog.accesscode;

import io.laurel.event.catalog.seal.KeyedHash;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.text.Spelling;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Tells equal codes by HMAC-SHA-256 of their one spelling, cut to 128 bits: whoever reads the
 * database can neither read a code nor try guesses on it. Any thread may use it.
 */
final class CodeHashes {
  private static final String PURPOSE = "access code";
  private static final String REQUEST = "access code in a request";
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final List<KeyedHash> newestFirst;
  private final KeyedHash ofRequests;

  CodeHashes(SealConfig config) {
    newestFirst = KeyedHash.newestFirst(config, PURPOSE);
    ofRequests = new KeyedHash(config, REQUEST);
  }

  /** By which it is kept. */
  String newest(String code) {
    return hash(newestFirst.get(0), code);
  }

  /** By all keys, the newest first: it is kept by that of its time. */
  List<String> all(String code) {
    return newestFirst.stream().map(key -> hash(key, code)).toList();
  }

  /** The same for equal codes whatever keys are added, for nothing but to compare requests. */
  String ofRequest(String code) {
    return hash(ofRequests, code);
  }

  private static String hash(KeyedHash key, String code) {
    byte[] whole = key.of(Spelling.CODE.of(code));
    return BASE64.encodeToString(Arrays.copyOf(whole, BYTES));
  }
}
