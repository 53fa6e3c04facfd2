package dev.sluice.local.s3.operation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sluice.local.s3.store.Bucket;
import dev.sluice.local.s3.wire.AuthType;
import dev.sluice.local.s3.wire.Body;
import dev.sluice.local.s3.wire.Call;
import dev.sluice.local.s3.wire.PostForm;
import dev.sluice.local.s3.wire.RequestStream;
import dev.sluice.local.s3.wire.Responder;
import dev.sluice.local.s3.wire.S3Error;
import dev.sluice.local.s3.wire.S3Exception;
import dev.sluice.local.sign.ChunkedBody;
import dev.sluice.local.sign.FormSignature;
import dev.sluice.local.sign.Payload;
import dev.sluice.local.sign.Percent;
import dev.sluice.local.sign.SignatureRefused;
import dev.sluice.local.sign.SignatureVerifier;
import dev.sluice.local.sign.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// What happens to every request before and after its operation: signature, permission, answer.
public final class Door implements HttpHandler {
  /// "The name for a key… can be at most 1,024 bytes long" (Amazon S3 user guide).
  private static final int LONGEST_KEY = 1024;

  private final Context context;
  private final SignatureVerifier verifier;
  private final Operations operations;
  private final Cors cors;

  public Door(Context context, SignatureVerifier verifier) {
    this.context = context;
    this.verifier = verifier;
    this.operations = new Operations(context);
    this.cors = new Cors(context.store());
  }

  /// The bucket of that name, made as AWS makes it if there is none.
  public Bucket bucket(String name) {
    return context.store().find(name).orElseGet(() -> CreateBucket.create(context, name));
  }

  /// What a request asks for; nothing of it is checked.
  public dev.sluice.local.http.Operation operation(HttpExchange exchange) {
    Call call = new Call(exchange, "");
    String name = dev.sluice.local.http.Operation.UNKNOWN;
    try {
      name = operations.find(call).name(call);
    } catch (S3Exception _) {
      // It is refused when it is handled.
    }
    return new dev.sluice.local.http.Operation(name, call.encodedResource());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String requestId =
        "%016X".formatted(ThreadLocalRandom.current().nextLong()).toUpperCase(Locale.ROOT);
    Call call = new Call(exchange, requestId);
    Responder.prepare(exchange, requestId);
    try {
      if (call.method().equals("OPTIONS")) {
        Responder.write(call, cors.preflight(call, exchange.getResponseHeaders()));
        return;
      }
      cors.decorate(call, exchange);
      Operation operation = authenticate(call, exchange);
      Responder.write(call, operation.run(call));
    } catch (S3Exception refusal) {
      Responder.refuse(call, refusal);
    } catch (SignatureRefused refusal) {
      Responder.refuse(call, translated(refusal));
    } catch (RuntimeException failure) {
      if (exchange.getResponseCode() >= 0) {
        throw failure;
      }
      Responder.refuse(
          call,
          S3Error.INTERNAL_ERROR.refused(
              "We encountered an internal error. Please try again. (" + failure + ")"));
    }
  }

  /// The operation, once it is known that the caller may ask for it.
  private Operation authenticate(Call call, HttpExchange exchange) throws IOException {
    if (!Percent.isUtf8(call.signable().path()) || !Percent.isUtf8(call.signable().query())) {
      throw S3Error.INVALID_URI.refused();
    }
    Optional<Verified> verified = verifier.verify(call.signable());
    verified.ifPresent(
        it ->
            call.signedBy(
                it.scope().accessKey(),
                it.presigned() ? AuthType.QUERY : AuthType.HEADER,
                it.time()));
    call.body(body(call, new RequestStream(exchange.getRequestBody()), verified));
    int keyBytes = call.key().getBytes(StandardCharsets.UTF_8).length;
    if (keyBytes > LONGEST_KEY) {
      throw S3Error.KEY_TOO_LONG
          .refused()
          .with("Size", Integer.toString(keyBytes))
          .with("MaxSizeAllowed", Integer.toString(LONGEST_KEY));
    }
    Operation operation = operations.find(call);
    if (operation instanceof PostObject) {
      readForm(call);
    }
    requireOwner(call);
    boolean knownBucket = call.bucket().isEmpty() || operation instanceof CreateBucket;
    if (!knownBucket) {
      var _ = context.bucket(call);
    }
    if (!(operation instanceof DeleteObjects)) {
      context.authorize(call, operation.action(call));
    }
    operation.furtherActions(call).forEach(action -> context.authorize(call, action));
    return operation;
  }

  private void readForm(Call call) throws IOException {
    var _ = context.bucket(call);
    PostForm form = PostForm.read(call);
    call.form(form);
    boolean claims =
        form.policy().isPresent()
            || form.field("x-amz-signature").isPresent()
            || form.field("awsaccesskeyid").isPresent();
    if (!claims) {
      return;
    }
    FormSignature signature =
        new FormSignature(
            form.required("policy", "policy"),
            form.required("x-amz-algorithm", "X-Amz-Algorithm"),
            form.required("x-amz-credential", "X-Amz-Credential"),
            form.required("x-amz-date", "X-Amz-Date"),
            form.field("x-amz-security-token").orElse(""),
            form.required("x-amz-signature", "X-Amz-Signature"));
    call.signedBy(verifier.verify(signature).accessKey(), AuthType.FORM, verifier.now());
    form.policy().ifPresent(it -> it.check(form.fields(), verifier.now()));
  }

  private static Body body(Call call, InputStream raw, Optional<Verified> verified) {
    Payload payload = verified.map(Verified::payload).orElseGet(() -> unsigned(call));
    long length = call.header("content-length").map(Door::number).orElse(-1L);
    return switch (payload) {
      case Payload.Hash(String hex) -> new Body(raw, length, Optional.of(hex), Map::of);
      case Payload.Unsigned() -> new Body(raw, length, Optional.empty(), Map::of);
      case Payload.Chunked chunked -> {
        if (verified.isEmpty() && chunked.signed()) {
          throw S3Error.ACCESS_DENIED.refused();
        }
        long decoded = call.header("x-amz-decoded-content-length").map(Door::number).orElse(-1L);
        ChunkedBody body =
            new ChunkedBody(raw, chunked, verified.map(Verified::chain).orElse(null));
        yield new Body(body, decoded, Optional.empty(), body::trailers);
      }
    };
  }

  /// Nobody's body may come in chunks, too.
  private static Payload unsigned(Call call) {
    return call.header("x-amz-content-sha256")
        .flatMap(Payload::parse)
        .orElseGet(Payload.Unsigned::new);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw S3Error.BAD_REQUEST.refused();
    }
  }

  private static void requireOwner(Call call) {
    for (String name :
        new String[] {"x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"}) {
      Optional<String> owner = call.header(name);
      if (owner.isPresent() && !owner.get().matches("\\d{12}")) {
        throw S3Error.INVALID_BUCKET_OWNER.refused(
            "The value of the expected bucket owner parameter must be an AWS Account ID... [%s]"
                .formatted(owner.get()));
      }
      if (owner.isPresent() && !owner.get().equals(Context.ACCOUNT)) {
        throw S3Error.ACCESS_DENIED.refused();
      }
    }
  }

  private static S3Exception translated(SignatureRefused refusal) {
    S3Error error =
        switch (refusal.code()) {
          case ACCESS_DENIED, DATE_MISSING, HEADERS_NOT_SIGNED -> S3Error.ACCESS_DENIED;
          case AUTHORIZATION_HEADER_MALFORMED, CREDENTIAL_SCOPE_OF_HEADER ->
              S3Error.AUTHORIZATION_HEADER_MALFORMED;
          case AUTHORIZATION_QUERY_PARAMETERS_ERROR, CREDENTIAL_SCOPE_OF_QUERY ->
              S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR;
          case INCOMPLETE_BODY -> S3Error.INCOMPLETE_BODY;
          case INVALID_ACCESS_KEY_ID, TOKEN_MISSING -> S3Error.INVALID_ACCESS_KEY_ID;
          case INVALID_ARGUMENT -> S3Error.INVALID_ARGUMENT;
          case INVALID_CHUNK_SIZE -> S3Error.INVALID_CHUNK_SIZE;
          case INVALID_REQUEST -> S3Error.INVALID_REQUEST;
          case INVALID_TOKEN -> S3Error.INVALID_TOKEN;
          case MALFORMED_TRAILER -> S3Error.MALFORMED_TRAILER;
          case REQUEST_TIME_TOO_SKEWED -> S3Error.REQUEST_TIME_TOO_SKEWED;
          case SIGNATURE_DOES_NOT_MATCH -> S3Error.SIGNATURE_DOES_NOT_MATCH;
        };
    S3Exception translated =
        error.refused(refusal.getMessage() == null ? "" : refusal.getMessage());
    refusal.details().forEach(translated::with);
    return translated;
  }
}
