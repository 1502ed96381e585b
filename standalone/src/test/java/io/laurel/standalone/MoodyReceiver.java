package io.laurel.standalone;

import static io.laurel.standalone.WebhookAnswer.after;
import static io.laurel.standalone.WebhookAnswer.close;
import static io.laurel.standalone.WebhookAnswer.hang;
import static io.laurel.standalone.WebhookAnswer.status;

import java.util.concurrent.ThreadLocalRandom;

/** How a receiver answers that does its part, but not always, and rarely at once. */
final class MoodyReceiver {
  private static final int SLOWEST_MS = 150;

  private MoodyReceiver() {}

  /** Eight of ten are taken; at times it fails, closes, or does not answer. */
  static WebhookAnswer answer() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return switch (random.nextInt(30)) {
      case 0 -> hang();
      case 1, 2 -> close();
      case 3, 4 -> after(1L + random.nextInt(SLOWEST_MS), status(500));
      case 5 -> after(1L + random.nextInt(SLOWEST_MS), close());
      case 6, 7, 8, 9 -> status(200);
      default -> after(1L + random.nextInt(SLOWEST_MS), status(200));
    };
  }
}
