package io.laurel.event.claims.claim;

import io.laurel.event.catalog.code.CodeKey;
import io.laurel.event.catalog.code.CodeVault;
import io.laurel.failure.Failure;
import io.laurel.paging.Page;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A claim as it is shown. Staff see its notes, its claimant does not. Whoever was granted a code
 * sees it; others see how it ends. Codes are read only where there are any to show, those of a
 * whole page at once.
 */
public final class ClaimView {
  private static final UnaryOperator<String> WHOLE = UnaryOperator.identity();

  private final CodeVault codes;

  /** A view that shows the codes of that vault. */
  public ClaimView(CodeVault codes) {
    this.codes = codes;
  }

  /** What its claimant sees of a claim. Fails with {@code unavailable}. */
  public Future<JsonObject> own(Claim claim) {
    return codes.read(codesIn(claim).toList()).map(read -> json(claim, read, WHOLE));
  }

  /** What their claimant sees of claims. Fails with {@code unavailable}. */
  public Future<JsonObject> own(Page<Claim> page) {
    return codes.read(codesIn(page)).map(read -> page.toJson(claim -> json(claim, read, WHOLE)));
  }

  /**
   * What that caller sees of a claim it may see. Fails with {@code unavailable} where it is its own
   * and a code cannot be read; staff do without the end of it.
   */
  public Future<JsonObject> of(Claim claim, Principal caller) {
    return isOwn(caller, claim)
        ? own(claim)
        : codes.readable(codesIn(claim).toList()).map(read -> json(claim, read, caller));
  }

  /** What staff see of claims: without the codes that cannot be read. */
  public Future<JsonObject> of(Page<Claim> page, Principal staff) {
    return codes
        .readable(codesIn(page))
        .map(read -> page.toJson(claim -> json(claim, read, staff)));
  }

  private static List<CodeKey> codesIn(Page<Claim> page) {
    return page.items().stream().flatMap(ClaimView::codesIn).toList();
  }

  /** The codes that are shown to somebody: those of a claim that is granted. */
  private static Stream<CodeKey> codesIn(Claim claim) {
    return claim.status() == ClaimStatus.GRANTED
        ? claim.rewards().stream().flatMap(reward -> reward.code().stream())
        : Stream.empty();
  }

  private static JsonObject json(Claim claim, Map<CodeKey, String> codes, Principal caller) {
    if (isOwn(caller, claim)) {
      return json(claim, codes, WHOLE);
    }
    JsonObject json = json(claim, codes, CodeVault::masked);
    return isStaff(caller) && claim.notes() != null ? json.put("notes", claim.notes()) : json;
  }

  /** No such claim, or none that the caller may see. */
  public static Failure notFound() {
    return Failure.notFound("claim-not-found", "There is no such claim.");
  }

  private static JsonObject json(
      Claim claim, Map<CodeKey, String> codes, UnaryOperator<String> shown) {
    JsonObject json = claim.toJson();
    JsonArray rewards = json.getJsonArray("rewards");
    for (int i = 0; i < rewards.size(); i++) {
      JsonObject reward = rewards.getJsonObject(i);
      claim
          .rewards()
          .get(i)
          .code()
          .map(codes::get)
          .ifPresent(code -> reward.put("code", shown.apply(code)));
    }
    return json;
  }

  /** Whether the caller may see that claim at all. */
  static boolean maySee(Principal caller, Claim claim) {
    return isOwn(caller, claim) || isStaff(caller);
  }

  private static boolean isOwn(Principal caller, Claim claim) {
    return claim.userId().equals(caller.userId());
  }

  private static boolean isStaff(Principal caller) {
    return caller.hasAny(Role.OPERATOR, Role.AUDITOR, Role.ADMIN);
  }
}
