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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A claim as it is shown. Staff see its notes and all of its deliveries, its claimant does not, nor
 * does a game server, which sees all that a player does. Whoever was granted a code sees it; others
 * see how it ends. Codes and deliveries are read only where there are any to show, those of a whole
 * page at once.
 */
public final class ClaimView {
  private static final UnaryOperator<String> WHOLE = UnaryOperator.identity();

  private final CodeVault codes;
  private final ClaimedDeliveries deliveries = new ClaimedDeliveries();

  /** What was read for claims that are shown. */
  private record Look(Map<CodeKey, String> codes, Map<String, DeliveryReport> deliveries) {}

  /** A view that shows the codes of that vault. */
  public ClaimView(CodeVault codes) {
    this.codes = codes;
  }

  /** Lets that one tell what became of deliveries; before it is asked, all of them wait. */
  public void reportedBy(DeliveryReports reports) {
    deliveries.reportedBy(reports);
  }

  /**
   * What its claimant sees of a claim that was made a moment ago: nobody can have begun with its
   * deliveries, which are not read. Fails with {@code unavailable}.
   */
  Future<JsonObject> made(Claim claim, Principal claimant) {
    return codes
        .read(codesIn(claim).toList())
        .map(read -> own(claim, new Look(read, Map.of()), claimant));
  }

  /** What their claimant sees of claims. Fails with {@code unavailable}. */
  public Future<JsonObject> own(Page<Claim> page, Principal claimant) {
    return look(page.items(), codes::read)
        .map(look -> page.toJson(claim -> own(claim, look, claimant)));
  }

  /**
   * What that caller sees of a claim it may see. Fails with {@code unavailable} where it is its own
   * and a code cannot be read; staff do without the end of it.
   */
  public Future<JsonObject> of(Claim claim, Principal caller) {
    return seesAsClaimant(caller, claim)
        ? look(List.of(claim), codes::read).map(look -> own(claim, look, caller))
        : look(List.of(claim), codes::readable).map(look -> json(claim, look, caller));
  }

  /** What staff see of claims: without the codes that cannot be read. */
  public Future<JsonObject> of(Page<Claim> page, Principal staff) {
    return look(page.items(), codes::readable)
        .map(look -> page.toJson(claim -> json(claim, look, staff)));
  }

  /** Reads codes, all of them or those that can be. */
  @FunctionalInterface
  private interface CodeReading {
    Future<Map<CodeKey, String>> of(Collection<CodeKey> places);
  }

  private Future<Look> look(List<Claim> claims, CodeReading reading) {
    List<CodeKey> places = claims.stream().flatMap(ClaimView::codesIn).toList();
    Future<Map<CodeKey, String>> read = reading.of(places);
    return deliveries.of(claims).compose(reports -> read.map(opened -> new Look(opened, reports)));
  }

  /** The codes that are shown to somebody: those of a claim that is granted. */
  private static Stream<CodeKey> codesIn(Claim claim) {
    return claim.status() == ClaimStatus.GRANTED
        ? claim.rewards().stream().flatMap(ClaimedReward::codes)
        : Stream.empty();
  }

  private static JsonObject json(Claim claim, Look look, Principal caller) {
    if (seesAsClaimant(caller, claim)) {
      return own(claim, look, caller);
    }
    JsonObject json = json(claim, look, CodeVault::masked, caller.isStaff());
    return caller.isStaff() && claim.notes() != null ? json.put("notes", claim.notes()) : json;
  }

  private static JsonObject own(Claim claim, Look look, Principal claimant) {
    return json(claim, look, WHOLE, claimant.isStaff());
  }

  /** No such claim, or none that the caller may see. */
  public static Failure notFound() {
    return Failure.notFound("claim-not-found", "There is no such claim.");
  }

  private static JsonObject json(
      Claim claim, Look look, UnaryOperator<String> shown, boolean staff) {
    JsonObject json = claim.toJson();
    JsonArray rewards = json.getJsonArray("rewards");
    for (int i = 0; i < rewards.size(); i++) {
      JsonObject reward = rewards.getJsonObject(i);
      claim.rewards().get(i).putCodes(reward, key -> shown(look.codes().get(key), shown));
    }
    ClaimedDeliveries.add(json, claim, look.deliveries(), staff);
    return json;
  }

  private static @Nullable String shown(@Nullable String code, UnaryOperator<String> how) {
    return code == null ? null : how.apply(code);
  }

  /**
   * The claim, about which that member of staff may decide. Fails with {@code claim-not-found}
   * where there is none, and with {@code own-claim}.
   */
  public static Claim foreign(@Nullable Claim claim, Principal caller) {
    if (claim == null) {
      throw notFound();
    }
    if (isOwn(caller, claim)) {
      throw Failure.forbidden("own-claim", "Somebody else must decide about a claim of your own.");
    }
    return claim;
  }

  /** Whether the caller may see that claim at all. */
  static boolean maySee(Principal caller, Claim claim) {
    return seesAsClaimant(caller, claim) || caller.isStaff();
  }

  /** A game server hands out what its players are granted. */
  private static boolean seesAsClaimant(Principal caller, Claim claim) {
    return isOwn(caller, claim) || caller.hasAny(Role.SERVICE);
  }

  private static boolean isOwn(Principal caller, Claim claim) {
    return claim.userId().equals(caller.userId());
  }
}
