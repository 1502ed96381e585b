package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** I2: what is no token of ours, one vector each. */
final class JwtVerifierTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final TokenVerifier VERIFIER = TestTokens.verifier(VERTX);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @TestFactory
  Stream<DynamicTest> verify_forged_unauthorizedWithoutSayingWhy() {
    Map<String, String> forged = new HashMap<>(ForgedTokens.all());
    forged.putAll(ForgedTokens.withWhiteSpace());
    assertThat(forged).hasSizeGreaterThan(30);
    return forged.entrySet().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(vector.getKey(), () -> assertRefused(vector.getValue())));
  }

  private static void assertRefused(String token) {
    Throwable refusal = catchThrowable(() -> VERIFIER.verify(token).await());

    assertThat(refusal).isInstanceOf(Failure.class);
    assertThat(((Failure) refusal).toProblem("req"))
        .isEqualTo(Failure.unauthorized().toProblem("req"));
  }

  @Test
  void verify_rightInEverything_admittedAndAgainFromTheCache() {
    String token = ForgedTokens.right();

    assertThat(VERIFIER.verify(token).await().userId()).isEqualTo("usr_test");
    assertThat(VERIFIER.verify(token).await().sessionId()).isEqualTo("ses_test");
  }
}
