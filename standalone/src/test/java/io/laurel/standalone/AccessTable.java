package io.laurel.standalone;

import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what, kept by hand after {@code design/api.md}. Nothing here is read from the
 * contract: what is opened by mistake there must not be expected here. A new operation gets its row
 * here by the one who decides who may.
 */
final class AccessTable {
  private static final String ANYONE = "anyone";
  private static final String SIGNED_IN = "signed-in";

  /** Method, path, bus address (or {@code -}), who, and a body that the operation takes. */
  private static final String TEXT =
      """
      GET    /                                       -                     anyone
      GET    /services                               service.list          ADMIN
      POST   /auth/register                          auth.register         anyone                        {"email":"cell@example.com","username":"cell","password":"correct-horse-battery"}
      POST   /auth/login                             auth.login            anyone                        {"login":"nobody","password":"correct-horse-battery"}
      POST   /auth/refresh                           auth.refresh          anyone                        {"refreshToken":"none"}
      POST   /auth/exchange                          auth.exchange         anyone                        {"token":"none"}
      GET    /auth/me                                auth.me               signed-in
      PATCH  /auth/me                                auth.updateProfile    signed-in                     {"username":"cell-2","currentPassword":"correct-horse-battery"}
      PUT    /auth/me/password                       auth.changePassword   signed-in                     {"currentPassword":"correct-horse-battery","newPassword":"another-horse-battery"}
      POST   /auth/logout                            auth.logout           signed-in
      GET    /auth/sessions                          auth.listSessions     signed-in
      DELETE /auth/sessions                          auth.endSessions      signed-in
      DELETE /auth/sessions/{sessionId}              auth.endSession       signed-in
      POST   /users                                  user.create           ADMIN                         {"email":"cell@example.com","username":"cell","password":"correct-horse-battery","roles":["USER"]}
      GET    /users                                  user.list             OPERATOR,AUDITOR,ADMIN
      GET    /users/{userId}                         user.get              OPERATOR,AUDITOR,ADMIN
      PUT    /users/{userId}/roles                   user.setRoles         ADMIN                         {"roles":["USER"]}
      PUT    /users/{userId}/suspension              user.setSuspension    ADMIN                         {"suspended":true,"reason":"A1"}
      POST   /users/{userId}/keys                    key.create            ADMIN                         {"name":"A1"}
      GET    /users/{userId}/keys                    key.list              ADMIN
      DELETE /users/{userId}/keys/{keyId}            key.revoke            ADMIN
      POST   /auth/token                             auth.keyLogin         anyone                        {"key":"lrl_"}
      POST   /events                                 event.create          OPERATOR,ADMIN                {"name":"A1","startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z"}
      GET    /events                                 event.list            signed-in
      GET    /events/{eventId}                       event.get             signed-in
      PATCH  /events/{eventId}                       event.update          OPERATOR,ADMIN                {"name":"A1"}
      DELETE /events/{eventId}                       event.delete          OPERATOR,ADMIN
      PUT    /events/{eventId}/state                 event.setState        OPERATOR,ADMIN                {"state":"PUBLISHED"}
      POST   /events/{eventId}/rewards               reward.create         OPERATOR,ADMIN                {"name":"A1","type":"ITEM"}
      GET    /events/{eventId}/rewards               reward.list           signed-in
      GET    /events/{eventId}/rewards/{rewardId}    reward.get            signed-in
      PATCH  /events/{eventId}/rewards/{rewardId}    reward.update         OPERATOR,ADMIN                {"name":"A1"}
      DELETE /events/{eventId}/rewards/{rewardId}    reward.delete         OPERATOR,ADMIN
      POST   /events/{eventId}/rewards/{rewardId}/codes reward.importCodes OPERATOR,ADMIN                {"codes":["AAAA-1111"]}
      POST   /reward-definitions                     definition.create     OPERATOR,ADMIN                {"name":"A1","type":"ITEM"}
      GET    /reward-definitions                     definition.list       OPERATOR,AUDITOR,ADMIN
      GET    /reward-definitions/{definitionId}      definition.get        OPERATOR,AUDITOR,ADMIN
      PATCH  /reward-definitions/{definitionId}      definition.update     OPERATOR,ADMIN                {"name":"A1"}
      POST   /attendance                             activity.checkIn      USER,ADMIN
      POST   /activities                             activity.record       SERVICE,ADMIN                 {"activities":[{"id":"a1","userId":"a1","type":"WIN","at":"2026-01-01T00:00:00Z"}]}
      GET    /users/{userId}/facts                   activity.list         OPERATOR,AUDITOR,ADMIN
      GET    /events/{eventId}/progress              progress.mine         USER,ADMIN
      GET    /events/{eventId}/progress/{userId}     progress.get          OPERATOR,AUDITOR,SERVICE,ADMIN
      POST   /events/{eventId}/claims                claim.submit          USER,SERVICE,ADMIN            {}
      POST   /events/{eventId}/access-codes          accessCode.generate   OPERATOR,ADMIN                {"count":1}
      GET    /events/{eventId}/access-codes          accessCode.list       OPERATOR,AUDITOR,ADMIN
      DELETE /events/{eventId}/access-codes/{batch}  accessCode.void       OPERATOR,ADMIN
      POST   /events/{eventId}/access-words          accessCode.addWord    OPERATOR,ADMIN                {"word":"A1A1","uses":1}
      POST   /redemptions                            claim.redeem          USER,SERVICE,ADMIN            {"code":"A1A1-A1A1"}
      GET    /events/{eventId}/attempts              attempt.list          OPERATOR,AUDITOR,ADMIN
      GET    /events/{eventId}/statistics            event.statistics      OPERATOR,AUDITOR,ADMIN
      GET    /events/{eventId}/series                event.series          OPERATOR,AUDITOR,ADMIN
      POST   /events/{eventId}/copy                  event.copy            OPERATOR,ADMIN                {"name":"A1","startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z"}
      GET    /events/{eventId}/preview               event.preview         OPERATOR,ADMIN
      GET    /overview                               event.overview        OPERATOR,AUDITOR,ADMIN
      GET    /me/claims                              claim.mine            USER,ADMIN
      POST   /me/claims                              claim.submitAll       USER,SERVICE,ADMIN            {}
      GET    /me/claimables                          claimable.list        USER,SERVICE,ADMIN
      GET    /claims                                 claim.list            OPERATOR,AUDITOR,SERVICE,ADMIN
      GET    /claims/export                          claim.export          AUDITOR,ADMIN
      POST   /claims/decisions                       claim.decideMany      OPERATOR,ADMIN                {"decision":"APPROVE","claimIds":["A1"]}
      GET    /claims/{claimId}                       claim.get             USER,OPERATOR,AUDITOR,SERVICE,ADMIN
      POST   /claims/{claimId}/approval              claim.approve         OPERATOR,ADMIN
      POST   /claims/{claimId}/rejection             claim.reject          OPERATOR,ADMIN                {"reason":"A1"}
      POST   /claims/{claimId}/revocation            claim.revoke          OPERATOR,ADMIN                {"reason":"A1"}
      POST   /claims/{claimId}/redelivery            claim.redeliver       OPERATOR,ADMIN
      PUT    /claims/{claimId}/notes                 claim.annotate        OPERATOR,ADMIN                {"notes":"A1"}
      POST   /endpoints                              endpoint.create       ADMIN                         {"name":"A1","channel":"BUS","address":"cell.granted"}
      GET    /endpoints                              endpoint.list         OPERATOR,AUDITOR,ADMIN
      GET    /endpoints/{endpointId}                 endpoint.get          OPERATOR,AUDITOR,ADMIN
      PATCH  /endpoints/{endpointId}                 endpoint.update       ADMIN                         {"name":"A1"}
      POST   /endpoints/{endpointId}/secret          endpoint.rotate       ADMIN
      POST   /endpoints/{endpointId}/test            endpoint.test         OPERATOR,ADMIN
      POST   /endpoints/{endpointId}/redelivery      endpoint.redeliver    OPERATOR,ADMIN                {}
      GET    /deliveries                             delivery.list         OPERATOR,AUDITOR,ADMIN
      GET    /audit/entries                          audit.list            OPERATOR,AUDITOR,ADMIN
      """;

  /** Where a game server names the player for whom it asks, as {@code userId}. */
  private static final Set<String> NAMING =
      Set.of("claim.submit", "claim.submitAll", "claim.redeem", "claim.list", "claimable.list");

  /**
   * One operation.
   *
   * @param path below the base path, with the names of its parameters
   * @param address on the bus; null where there is none
   * @param who {@code anyone}, {@code signed-in}, or roles by commas of which any one admits
   * @param body what it takes; null for nothing
   */
  record Row(String method, String path, String address, String who, JsonObject body) {
    /** {@code role} is null for somebody without a token. */
    boolean admits(Role role) {
      return switch (who) {
        case ANYONE -> true;
        case SIGNED_IN -> role != null;
        default -> role != null && roles().contains(role);
      };
    }

    /** What that caller has to say, and others must not, or need not. */
    JsonObject mustSay(Role role) {
      if (role == Role.SERVICE && address != null && NAMING.contains(address)) {
        return new JsonObject().put("userId", "steam:1");
      }
      return role == Role.OPERATOR && "audit.list".equals(address)
          ? new JsonObject().put("eventId", "x")
          : new JsonObject();
    }

    boolean open() {
      return who.equals(ANYONE);
    }

    /** The roles that are named; none where every signed-in caller is admitted. */
    Set<Role> roles() {
      return who.equals(ANYONE) || who.equals(SIGNED_IN)
          ? Set.of()
          : Arrays.stream(who.split(","))
              .map(Role::valueOf)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private AccessTable() {}

  static List<Row> rows() {
    return TEXT.lines().map(AccessTable::row).toList();
  }

  private static Row row(String line) {
    String[] cells = line.strip().split("\\s+", 5);
    return new Row(
        cells[0],
        cells[1],
        cells[2].equals("-") ? null : cells[2],
        cells[3],
        cells.length == 5 ? new JsonObject(cells[4]) : null);
  }
}
