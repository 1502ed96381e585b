package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laurel.security.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the mount takes, and that it refuses the rest instead of serving it wrongly. */
class ContractTest {
  private static final String GOOD =
      """
      openapi: 3.1.0
      info: { title: Test, version: 1.2.3 }
      servers: [ { url: /base } ]
      paths:
        /things/{thingId}:
          put:
            operationId: thing.put
            x-event-bus-address: thing.put
            x-max-body-bytes: 100
            security: [ { bearer: [USER, ADMIN] } ]
            parameters:
              - { name: thingId, in: path, required: true, schema: { type: string } }
              - { name: dry, in: query, schema: { type: boolean } }
            requestBody:
              required: true
              content:
                application/json: { schema: { $ref: '#/components/schemas/Thing' } }
            responses:
              '200':
                description: Fine.
                headers:
                  ETag: { x-template: '"{version}"', schema: { type: string } }
                content:
                  application/json: { schema: { $ref: '#/components/schemas/Thing' } }
              default: { description: Bad. }
      components:
        schemas:
          Thing:
            type: object
            additionalProperties: false
            required: [name]
            properties:
              name: { type: string }
              part: { $ref: '#/components/schemas/Part' }
          Part: { type: string, enum: [A, B] }
      """;

  private static void assertRefused(String good, String bad, String complaint) {
    assertThat(GOOD).contains(good);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contract.parse(GOOD.replace(good, bad)))
        .withMessageContaining(complaint);
  }

  @Test
  void parse_operation_isReadCompletely() {
    Operation operation = Contract.parse(GOOD).operation("thing.put");
    assertThat(operation.method()).isEqualTo("PUT");
    assertThat(operation.path()).isEqualTo("/base/things/{thingId}");
    assertThat(operation.address()).isEqualTo("thing.put");
    assertThat(operation.access()).isEqualTo(new Access(false, Set.of(Role.USER, Role.ADMIN)));
    assertThat(operation.parameters())
        .containsExactly(
            new Parameter("thingId", Parameter.Place.PATH, "string"),
            new Parameter("dry", Parameter.Place.QUERY, "boolean"));
    assertThat(operation.body())
        .isEqualTo(new Operation.Body(true, Set.of("application/json"), 100, null));
    assertThat(operation.success().status()).isEqualTo(200);
    assertThat(operation.success().headers()).containsEntry("ETag", "\"{version}\"");
    assertThat(operation.success().schema().encode()).contains("\"enum\":[\"A\",\"B\"]");
  }

  @Test
  void parse_version_isTheContractsOwn() {
    assertThat(Contract.parse(GOOD).version()).isEqualTo("1.2.3");
  }

  @Test
  void parse_noYaml_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.parse("{ unclosed"));
  }

  @Test
  void parse_referenceToNothing_isRefused() {
    assertRefused("schemas/Part' }", "schemas/Party' }", "nothing at #/components/schemas/Party");
  }

  @Test
  void parse_referenceToItself_isRefused() {
    assertRefused(
        "Part: { type: string, enum: [A, B] }",
        "Part: { type: object, properties: { p: { $ref: '#/components/schemas/Part' } } }",
        "refers to itself");
  }

  @Test
  void parse_foreignReference_isRefused() {
    assertRefused("'#/components/schemas/Part'", "'other.yaml#/Part'", "nothing at other.yaml");
  }

  @Test
  void parse_noOperationId_isRefused() {
    assertRefused("operationId: thing.put", "summary: x", "has no operationId");
  }

  @Test
  void parse_noSecurity_isRefused() {
    assertRefused(
        "security: [ { bearer: [USER, ADMIN] } ]", "summary: x", "needs an explicit security");
  }

  @Test
  void parse_otherSecurityScheme_isRefused() {
    assertRefused("{ bearer: [USER, ADMIN] }", "{ basic: [] }", "only the security scheme bearer");
  }

  @Test
  void parse_alternativeSecurity_isRefused() {
    assertRefused("[ { bearer: [USER, ADMIN] } ]", "[ { bearer: [ADMIN] }, {} ]", "at most one");
  }

  @Test
  void parse_rolesWithoutAdmin_areRefused() {
    assertRefused("[USER, ADMIN]", "[USER]", "must spell out ADMIN");
  }

  @Test
  void parse_unknownRole_isRefused() {
    assertRefused("[USER, ADMIN]", "[ROOT, ADMIN]", "ROOT");
  }

  @Test
  void parse_parameterThatIsNoScalar_isRefused() {
    assertRefused("type: boolean", "type: array", "parameter dry is no scalar");
    assertRefused("type: boolean", "type: [boolean, integer]", "parameter dry is no scalar");
  }

  @Test
  void parse_parameterOfTheBodysName_isRefused() {
    assertRefused("name: dry", "name: name", "names name twice");
  }

  @Test
  void parse_inlineBody_isRefused() {
    assertRefused(
        "application/json: { schema: { $ref: '#/components/schemas/Thing' } }\n      responses",
        "application/json: { schema: { type: object } }\n      responses",
        "by $ref");
  }

  @Test
  void parse_bodyThatTakesUnknownFields_isRefused() {
    assertRefused(
        "additionalProperties: false", "additionalProperties: true", "must refuse unknown");
    assertRefused("additionalProperties: false", "description: x", "must refuse unknown");
  }

  @Test
  void parse_bodyThatIsNoJson_isRefused() {
    assertRefused("        application/json:", "        text/csv:", "takes only JSON");
    assertRefused(
        "        application/json:", "        application/merge-patch+json:", "takes only JSON");
  }

  @Test
  void parse_twoBodySchemas_areRefused() {
    assertRefused(
        "      content:\n          application/json:",
        "      content:\n          application/merge-patch+json:"
            + " { schema: { $ref: '#/components/schemas/Part' } }\n          application/json:",
        "one body schema");
  }

  @Test
  void parse_twoSuccesses_areRefused() {
    assertRefused(
        "      default:", "      '201': { description: New. }\n      default:", "exactly one 2xx");
  }

  @Test
  void parse_noProblem_isRefused() {
    assertRefused("      default: { description: Bad. }", "", "needs a problem");
  }

  @Test
  void parse_unsupportedMethod_isRefused() {
    assertRefused("    put:", "    trace:", "unsupported member trace");
  }

  @Test
  void operation_unknownName_isAProgrammingError() {
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.parse(GOOD).operation("none"));
  }
}
