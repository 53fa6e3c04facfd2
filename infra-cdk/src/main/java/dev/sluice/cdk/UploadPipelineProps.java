package dev.sluice.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/// What an [UploadPipeline] is made with. The first four have no default; strings may be tokens
/// (parameters of the stack).
///
/// @param code the built functions
/// @param tokens whose bearer tokens the API accepts
/// @param allowedOrigins web origins that may call the API and the bucket from a browser, or `*`
/// @param processors at most one queue and one function each; names are unique
/// @param scanner who is asked for a second opinion; nobody by default
/// @param apiReservedConcurrency the most requests the API works on at once, or empty for no limit
///   of its own; Lambda refuses a value that leaves the account fewer than 100
/// @param apiThrottling what API Gateway lets through to the API
/// @param validatorConcurrency 2 to 1,000 batches of events judged at once
/// @param abortUnfinishedAfterDays 1 to 365 days from a multipart upload's start until its parts
///   are deleted; 7 by default, the longest a presigned URL can live
/// @param logRetention how long logs are kept, one month by default
/// @param removalPolicy what becomes of bucket and table when the stack is deleted; kept by default
public record UploadPipelineProps(
    FunctionCode code,
    Tokens tokens,
    List<String> allowedOrigins,
    List<ProcessorProps> processors,
    Optional<ScannerProps> scanner,
    OptionalInt apiReservedConcurrency,
    Throttling apiThrottling,
    int validatorConcurrency,
    int abortUnfinishedAfterDays,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  /// @param issuer the `iss` a token must have
  /// @param audience the `aud` a token must have
  /// @param keySet a JWKS: its URL, or its JSON (a function's whole environment is at most 4 KiB)
  public record Tokens(String issuer, String audience, String keySet) {}

  /// A token bucket (API Gateway: "Throttle requests to your REST APIs").
  ///
  /// @param requestsPerSecond 1 to 10,000
  /// @param burst 1 to 5,000 requests at once
  public record Throttling(int requestsPerSecond, int burst) {
    public Throttling {
      Ranges.check("requests per second", requestsPerSecond, Ranges.REQUESTS_PER_SECOND);
      Ranges.check("burst", burst, Ranges.BURST);
    }
  }

  public UploadPipelineProps {
    allowedOrigins = List.copyOf(allowedOrigins);
    processors = List.copyOf(processors);
    if (processors.stream().map(ProcessorProps::name).distinct().count() < processors.size()) {
      throw new IllegalArgumentException("two processors have the same name");
    }
    apiReservedConcurrency.ifPresent(
        value -> Ranges.check("API reserved concurrency", value, Ranges.RESERVED_CONCURRENCY));
    Ranges.check("validator concurrency", validatorConcurrency, Ranges.POLLER_CONCURRENCY);
    Ranges.check("days until unfinished uploads go", abortUnfinishedAfterDays, Ranges.DAYS);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects the props; [#build] refuses to go on without the four that have no default.
  public static final class Builder {
    private @Nullable FunctionCode code;
    private @Nullable Tokens tokens;
    private @Nullable List<String> allowedOrigins;
    private @Nullable List<ProcessorProps> processors;
    private Optional<ScannerProps> scanner = Optional.empty();
    private OptionalInt apiReservedConcurrency = OptionalInt.of(100);
    private Throttling apiThrottling = new Throttling(1_000, 1_000);
    private int validatorConcurrency = 20;
    private int abortUnfinishedAfterDays = 7;
    private RetentionDays logRetention = RetentionDays.ONE_MONTH;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    private Builder() {}

    public Builder code(FunctionCode value) {
      code = value;
      return this;
    }

    public Builder tokens(Tokens value) {
      tokens = value;
      return this;
    }

    public Builder allowedOrigins(List<String> value) {
      allowedOrigins = value;
      return this;
    }

    public Builder processors(List<ProcessorProps> value) {
      processors = value;
      return this;
    }

    public Builder scanner(Optional<ScannerProps> value) {
      scanner = value;
      return this;
    }

    public Builder apiReservedConcurrency(OptionalInt value) {
      apiReservedConcurrency = value;
      return this;
    }

    public Builder apiThrottling(Throttling value) {
      apiThrottling = value;
      return this;
    }

    public Builder validatorConcurrency(int value) {
      validatorConcurrency = value;
      return this;
    }

    public Builder abortUnfinishedAfterDays(int value) {
      abortUnfinishedAfterDays = value;
      return this;
    }

    public Builder logRetention(RetentionDays value) {
      logRetention = value;
      return this;
    }

    public Builder removalPolicy(RemovalPolicy value) {
      removalPolicy = value;
      return this;
    }

    public UploadPipelineProps build() {
      return new UploadPipelineProps(
          requireNonNull(code, "code is missing"),
          requireNonNull(tokens, "tokens is missing"),
          requireNonNull(allowedOrigins, "allowedOrigins is missing"),
          requireNonNull(processors, "processors is missing"),
          scanner,
          apiReservedConcurrency,
          apiThrottling,
          validatorConcurrency,
          abortUnfinishedAfterDays,
          logRetention,
          removalPolicy);
    }
  }
}
