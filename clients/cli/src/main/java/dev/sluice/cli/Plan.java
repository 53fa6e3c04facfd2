package dev.sluice.cli;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How the server wants the bytes (docs/api.md, "The plan").
sealed interface Plan {

  /// One request that S3 accepts until it expires, with exactly these headers.
  record Signed(String method, URI url, Map<String, String> headers, Optional<Instant> expiresAt) {
    boolean expired(Instant now) {
      return expiresAt.map(end -> !now.isBefore(end)).orElse(false);
    }
  }

  /// Part `number` (from 1) of a multipart upload.
  record Part(int number, long size, Signed request) {}

  /// All bytes in one PUT.
  record Single(Signed request) implements Plan {}

  /// Parts in any order; `parts` holds the first ones, the rest is to be asked for.
  record Multipart(long partSize, int partCount, List<Part> parts) implements Plan {}

  static Plan of(JsonNode plan) {
    String kind = Json.text(plan, "kind");
    return switch (kind) {
      case "single" -> new Single(signed(plan.path("request")));
      case "multipart" ->
          new Multipart(
              plan.path("partSize").asLong(0), plan.path("partCount").asInt(0), parts(plan));
      default ->
          throw new Failure(
              "the server answered a plan of the unknown kind \""
                  + kind
                  + "\"; is it a newer Sluice?");
    };
  }

  /// Reads the `parts` of a plan, or of an answer to "sign these".
  static List<Part> parts(JsonNode holder) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : holder.path("parts")) {
      parts.add(
          new Part(part.path("partNumber").asInt(0), part.path("size").asLong(0), signed(part)));
    }
    return List.copyOf(parts);
  }

  private static Signed signed(JsonNode request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : request.path("headers").properties()) {
      headers.put(header.getKey(), header.getValue().asString(""));
    }
    return new Signed(
        request.path("method").asString("PUT"),
        URI.create(Json.text(request, "url")),
        headers,
        instant(Json.text(request, "expiresAt")));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // S3 will say when it is over
    }
  }
}
