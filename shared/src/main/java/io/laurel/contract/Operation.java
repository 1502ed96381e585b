package io.laurel.contract;

import io.laurel.json.JsonSize;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract: how it is reached, by whom, with which message, and what it
 * answers.
 */
public final class Operation {
  /** Largest body where the contract names no other bound, in bytes. */
  static final long DEFAULT_MAX_BODY_BYTES = 64 * 1024;

  /** A message of more characters takes the check longer than others should wait for it. */
  private static final int SMALL_MESSAGE = 32 * 1024;

  private final String id;
  private final @Nullable String address;
  private final String method;
  private final String path;
  private final Access access;
  private final List<Parameter> parameters;
  private final @Nullable Body body;
  private final Success success;
  private final Set<String> refusals;
  private final Traits traits;
  private final MessageSchema schema;

  /**
   * The request body.
   *
   * @param required whether one must be sent
   * @param mediaTypes the media types taken, JSON all of them
   * @param maxBytes largest body, in bytes
   * @param offCode what is answered instead of judging a body where the service has the operation
   *     switched off: the code of its refusal; null for what is always on
   */
  public record Body(
      boolean required, Set<String> mediaTypes, long maxBytes, @Nullable String offCode) {}

  /**
   * The one 2xx answer.
   *
   * @param status its status
   * @param headers response headers by name; the value is a template over fields of the answer
   *     ({@code {id}}), or null where the service gives the header itself
   * @param schema schema of the answer's body, self-contained; null where there is none. Of a
   *     streamed answer, schema of one page as the bus gives it
   * @param streamed how HTTP carries it page after page; null where it is one JSON body
   * @param conditional whether 304 is answered to who has this version already
   */
  public record Success(
      int status,
      Map<String, @Nullable String> headers,
      @Nullable JsonObject schema,
      @Nullable Streamed streamed,
      boolean conditional) {}

  /**
   * How it is served.
   *
   * @param deadline how long it may take where that is more than others may; else null
   * @param rate how often it may be called
   * @param secret whether its answer has a secret
   * @param tag under which it stands; empty where it has none
   * @param server the kind of process that serves what has this tag, such as {@code event}; null
   *     where the contract does not say so
   */
  record Traits(
      @Nullable Duration deadline,
      Rate rate,
      boolean secret,
      String tag,
      @Nullable String server) {}

  /**
   * How often somebody may call.
   *
   * @param kind whose limits count
   * @param devices whether a device that its account knows has a limit of its own, beside that of
   *     its address: only who serves the operation can tell
   */
  public record Rate(RateClass kind, boolean devices) {}

  Operation(
      String id,
      @Nullable String address,
      String method,
      String path,
      Access access,
      List<Parameter> parameters,
      @Nullable Body body,
      Success success,
      Set<String> refusals,
      Traits traits,
      MessageSchema schema) {
    this.id = id;
    this.address = address;
    this.method = method;
    this.path = path;
    this.access = access;
    this.parameters = List.copyOf(parameters);
    this.body = body;
    this.success = success;
    this.refusals = Collections.unmodifiableSet(new LinkedHashSet<>(refusals));
    this.traits = traits;
    this.schema = schema;
  }

  /**
   * Admits a message: the same check at both doors, and a pure function.
   *
   * @param principal who calls
   * @param message parameters and body as one flat object; not changed
   * @return the message with the contract's defaults where it was silent, and its identifying texts
   *     in their one spelling
   */
  public JsonObject admit(Principal principal, JsonObject message) {
    access.check(principal);
    return schema.check(message);
  }

  /**
   * The same as {@link #admit(Principal, JsonObject)}, on a worker thread where the message is so
   * large that the caller's event loop would stand still for it, whatever it holds. Fails with what
   * that throws.
   */
  public Future<JsonObject> admit(Vertx vertx, Principal principal, JsonObject message) {
    return JsonSize.isOver(SMALL_MESSAGE, message)
        ? vertx.executeBlocking(() -> admit(principal, message), false)
        : Future.succeededFuture(message).map(sent -> admit(principal, sent));
  }

  /** The operation's name, {@code operationId} in the contract. */
  public String id() {
    return id;
  }

  /** Event-bus address, or null where the gateway answers by itself. */
  public @Nullable String address() {
    return address;
  }

  /** HTTP method, upper case. */
  public String method() {
    return method;
  }

  /** Path template with the base path, such as {@code /api/v1/events/{eventId}}. */
  public String path() {
    return path;
  }

  /** Who is admitted. */
  public Access access() {
    return access;
  }

  /** Parameters of path, query and headers. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The request body, or null where the operation takes none. */
  public @Nullable Body body() {
    return body;
  }

  /** Largest body that is read, in bytes; also where the operation takes none, to say so. */
  public long maxBodyBytes() {
    return body == null ? DEFAULT_MAX_BODY_BYTES : body.maxBytes();
  }

  /** How long it may take where that is more than others may; else null. */
  public @Nullable Duration deadline() {
    return traits.deadline();
  }

  /** How often somebody may call it. */
  public Rate rate() {
    return traits.rate();
  }

  /**
   * Whether its answer may have a secret beside what somebody else chose, so that it is not
   * compressed: the length would tell of the secret (CRIME, BREACH).
   */
  public boolean isSecret() {
    return traits.secret();
  }

  /** Under which tag it stands; empty where it has none. */
  public String tag() {
    return traits.tag();
  }

  /** The kind of process that serves it, such as {@code event}; null where it says none. */
  public @Nullable String server() {
    return traits.server();
  }

  /** The one 2xx answer. */
  public Success success() {
    return success;
  }

  /**
   * The codes of its 4xx answers by name, but for those of HTTP itself. A code that is missing here
   * is one that clients do not know.
   */
  public Set<String> refusals() {
    return refusals;
  }

  @Override
  public String toString() {
    return id + " (" + method + " " + path + ")";
  }
}
