import io.laurel.client.ApiClient;
import io.laurel.client.ApiException;
import io.laurel.client.api.AuthApi;
import io.laurel.client.api.ClaimsApi;
import io.laurel.client.api.EventsApi;
import io.laurel.client.api.RewardsApi;
import io.laurel.client.model.Claim;
import io.laurel.client.model.ClaimStatus;
import io.laurel.client.model.Credentials;
import io.laurel.client.model.Event;
import io.laurel.client.model.NewClaim;
import io.laurel.client.model.NewEvent;
import io.laurel.client.model.NewReward;
import io.laurel.client.model.Problem;
import io.laurel.client.model.ProblemCode;
import io.laurel.client.model.Registration;
import io.laurel.client.model.Reward;
import io.laurel.client.model.StateChange;
import io.laurel.client.model.TargetState;
import java.time.OffsetDateTime;
import java.util.Map;

/** The journey of the README by a client that openapi-generator made of the contract. */
public final class Journey {
  private static final String PASSWORD = "correct-horse-battery";

  private Journey() {}

  /** Takes the base URL; the administrator's password is in {@code ADMIN_PASSWORD}. */
  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    AuthApi auth = new AuthApi(client(url, null));
    auth.authRegister(
        new Registration().email("joan@example.com").username("joan").password(PASSWORD));
    ApiClient player = client(url, token(auth, "joan", PASSWORD));
    ApiClient admin = client(url, token(auth, "admin", System.getenv("ADMIN_PASSWORD")));

    EventsApi events = new EventsApi(admin);
    Event event =
        events.eventCreate(
            new NewEvent()
                .name("Spring festival")
                .startsAt(OffsetDateTime.parse("2026-01-01T00:00:00Z"))
                .endsAt(OffsetDateTime.parse("2099-01-01T00:00:00Z")),
            null);
    Reward reward =
        new RewardsApi(admin)
            .rewardCreate(
                event.getId(),
                new NewReward()
                    .name("100 gems")
                    .type("CURRENCY")
                    .quantity(100)
                    .stock(1000)
                    .attributes(Map.of("icon", "gem")),
                null);
    expect(reward.getQuantity(), 100);
    events.eventSetState(event.getId(), new StateChange().state(TargetState.PUBLISHED), null);

    ClaimsApi claims = new ClaimsApi(player);
    Claim claim = claims.claimSubmit(event.getId(), "first-try", new NewClaim());
    expect(claim.getStatus(), ClaimStatus.GRANTED);
    expect(claims.claimSubmit(event.getId(), "first-try", new NewClaim()).getId(), claim.getId());
    try {
      claims.claimSubmit(event.getId(), null, new NewClaim());
      throw new IllegalStateException("claimed twice");
    } catch (ApiException refused) {
      Problem problem =
          ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
      expect(problem.getCode(), ProblemCode.ALREADY_CLAIMED);
    }
    expect(
        claims.claimMine(null, null, null, null).getItems().get(0).getId(), claim.getId());
    System.out.println("java: " + claim.getId() + " is " + claim.getStatus());
  }

  private static String token(AuthApi auth, String login, String password) throws ApiException {
    return auth.authLogin(new Credentials().login(login).password(password)).getAccessToken();
  }

  private static ApiClient client(String url, String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url);
    if (token != null) {
      client.setRequestInterceptor(
          request -> request.setHeader("Authorization", "Bearer " + token));
    }
    return client;
  }

  private static void expect(Object real, Object wanted) {
    if (!wanted.equals(real)) {
      throw new IllegalStateException(real + " instead of " + wanted);
    }
  }
}
