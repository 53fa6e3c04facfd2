package dev.sluice.local.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads a method's integration. An OpenAPI body and a method of its own say the same in two
/// spellings: `timeoutInMillis` and `TimeoutInMillis`.
final class IntegrationReader {
  /// Milliseconds ("Integration timeout for Regional APIs", Quotas for configuring and running a
  /// REST API).
  private static final int SHORTEST_TIMEOUT = 50;

  private static final int LONGEST_TIMEOUT = 29_000;

  /// Without effect on a proxy: there is nothing to map, no body to convert before a function gets
  /// it, and calls inside the process need no role.
  private static final List<String> NOT_A_PROXYS =
      List.of(
          "passthroughBehavior", "requestTemplates", "responses", "contentHandling", "credentials");

  /// Without effect on a mock, which calls nobody.
  private static final List<String> NOT_A_MOCKS =
      List.of(
          "passthroughBehavior",
          "contentHandling",
          "credentials",
          "httpMethod",
          "uri",
          "timeoutInMillis");

  private final PropertyReader integration;
  private final UnaryOperator<String> spelling;

  private IntegrationReader(PropertyReader integration, UnaryOperator<String> spelling) {
    this.integration = integration;
    this.spelling = spelling;
  }

  /// An `x-amazon-apigateway-integration`, whose responses have their patterns for names.
  static Optional<Integration> ofOpenApi(
      PropertyReader integration, Map<String, Set<String>> declared) {
    IntegrationReader reader = new IntegrationReader(integration, UnaryOperator.identity());
    return reader.read(
        () -> {
          List<MockReader.Response> responses = new ArrayList<>();
          PropertyReader all = integration.object("responses");
          for (String pattern : integration.raw("responses").propertyNames()) {
            responses.add(
                new MockReader.Response(
                    pattern.equals("default") ? "" : pattern, all.object(pattern)));
          }
          return responses;
        },
        declared);
  }

  /// The `Integration` of an `AWS::ApiGateway::Method`.
  static Optional<Integration> ofMethod(
      PropertyReader integration, Map<String, Set<String>> declared) {
    IntegrationReader reader = new IntegrationReader(integration, IntegrationReader::capitalized);
    return reader.read(
        () ->
            integration.objects("IntegrationResponses").stream()
                .map(
                    response ->
                        new MockReader.Response(
                            response.optionalText("SelectionPattern").orElse(""), response))
                .toList(),
        declared);
  }

  private Optional<Integration> read(
      MockReader.Responses responses, Map<String, Set<String>> declared) {
    String type = integration.text(named("type"));
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "AWS_PROXY" -> Optional.of(function());
      case "MOCK" -> {
        NOT_A_MOCKS.forEach(name -> integration.raw(named(name)));
        yield new MockReader(integration, spelling, declared).read(responses.read());
      }
      default -> {
        // Nothing more can be said of it.
        integration.names().forEach(integration::raw);
        integration.refuse(named("type"), "has to be AWS_PROXY or MOCK, not " + type);
        yield Optional.empty();
      }
    };
  }

  private Integration.Function function() {
    NOT_A_PROXYS.forEach(name -> integration.raw(named(name)));
    String method = integration.text(named("httpMethod"));
    if (!method.isEmpty() && !method.equals("POST")) {
      integration.refuse(named("httpMethod"), "has to be POST, as Lambda is called, not " + method);
    }
    return new Integration.Function(
        functionName(integration.text(named("uri"))),
        Duration.ofMillis(
            integration.integer(
                named("timeoutInMillis"), LONGEST_TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT)));
  }

  private String named(String name) {
    return spelling.apply(name);
  }

  private static String capitalized(String name) {
    String capitalized = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return Set.of("httpMethod", "responses").contains(name)
        ? "Integration" + capitalized
        : capitalized;
  }

  /// From `arn:aws:apigateway:…/functions/arn:aws:lambda:…:function:NAME[:ALIAS]/invocations`.
  private static String functionName(String uri) {
    String functions = ":function:";
    int start = uri.indexOf(functions);
    String tail = start < 0 ? uri : uri.substring(start + functions.length());
    return tail.split("[:/]", 2)[0];
  }
}
