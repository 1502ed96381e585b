package io.laurel.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketClosedException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import io.laurel.failure.Failure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MongoFailuresTest {
  private static final ServerAddress ADDRESS = new ServerAddress();

  static Stream<MongoException> away() {
    return Stream.of(
        new MongoTimeoutException("no server"),
        new MongoSocketClosedException("closed", ADDRESS),
        new MongoServerUnavailableException("stopped"),
        new MongoInternalException("Unexpected exception"),
        // What was about to be sent when a connection to the server broke.
        new MongoConnectionPoolClearedException(
            new ServerId(new ClusterId(), ADDRESS), new IllegalStateException("broken")));
  }

  @ParameterizedTest
  @MethodSource("away")
  void translate_databaseAway_unavailable(MongoException cause) {
    Throwable seen = MongoFailures.translate(cause);

    assertThat(seen).isInstanceOf(Failure.class);
    assertThat(((Failure) seen).status()).isEqualTo(503);
    assertThat(((Failure) seen).code()).isEqualTo("unavailable");
  }

  @Test
  void translate_fault_asItIs() {
    var cause = new MongoException(2, "BadValue");

    assertThat(MongoFailures.translate(cause)).isSameAs(cause);
  }
}
