package dev.sluice.cdk;

import software.amazon.awscdk.services.apigateway.SpecRestApi;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// A whole upload backend: clients ask the API for a plan and send bytes to the bucket; each object
/// is judged, processed and reported.
///
/// ```java
/// var uploads = new UploadPipeline(stack, "Uploads", UploadPipelineProps.builder()
///     .code(FunctionCode.builtIn(home))
///     .tokens(new Tokens("https://issuer.example", "uploads", "https://issuer.example/jwks"))
///     .allowedOrigins(List.of("https://app.example"))
///     .processors(List.of(digest))
///     .build());
/// uploads.eventsQueue().grantConsumeMessages(consumer);
/// ```
///
/// Limits of AWS that shape it stand with the props and, for queues, in [Queues].
public final class UploadPipeline extends Construct {

  private final Storage storage;
  private final Queues queues;
  private final SpecRestApi api;

  /// @throws software.amazon.jsii.JsiiException if a directory of `props.code()` doesn't exist
  public UploadPipeline(Construct scope, String id, UploadPipelineProps props) {
    super(scope, id);
    storage = Storage.create(this, props);
    queues = Queues.create(this, props);
    storage.notifyOfUploads(queues);
    var functions = new Functions(this, props, storage, queues);
    Function apiFunction = functions.api();
    functions.validator();
    queues.work().forEach(functions::worker);
    api = Api.create(this, props, apiFunction);
  }

  /// Holds uploads under `u/` and what processors make of them under `d/`.
  public Bucket bucket() {
    return storage.bucket();
  }

  /// Holds every record; its format is Sluice's own and changes with it.
  public Table table() {
    return storage.table();
  }

  public SpecRestApi api() {
    return api;
  }

  /// Where the API's paths begin, without a slash at the end.
  public String apiUrl() {
    return Api.url(api);
  }

  /// Receives `file.ready`, `file.rejected` and `file.processed`; consumers read it.
  public Queue eventsQueue() {
    return queues.events();
  }
}
