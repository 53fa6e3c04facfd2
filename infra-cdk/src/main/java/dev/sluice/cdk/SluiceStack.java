package dev.sluice.cdk;

import dev.sluice.cdk.UploadPipelineProps.Tokens;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// One [UploadPipeline] with what differs between deployments as parameters of the stack, so that
/// one template serves them all.
public final class SluiceStack extends Stack {

  static final String NAME = "Sluice";

  /// The same as `sluice.yaml` says under `processors`; change both.
  static final List<ProcessorProps> PROCESSORS =
      List.of(
          new ProcessorProps(
              "digest",
              "dev.sluice.processors.digest.DigestHandler::handleRequest",
              512,
              Duration.ofMinutes(15),
              5,
              4,
              false),
          new ProcessorProps(
              "image",
              "dev.sluice.processors.image.ImageHandler::handleRequest",
              1_024,
              Duration.ofMinutes(1),
              5,
              4,
              true));

  /// @throws software.amazon.jsii.JsiiException if a directory of `code` doesn't exist
  public SluiceStack(Construct scope, FunctionCode code) {
    super(
        scope,
        NAME,
        StackProps.builder()
            .description("Sluice: uploads to S3, judged, processed and reported")
            .analyticsReporting(false)
            .synthesizer(
                // The rule reads a parameter of the account, which not every place that runs this
                // template has; `cdk deploy` fails clearly enough without bootstrap.
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    CfnParameter issuer = text("JwtIssuer", "The iss that a bearer token must have").build();
    CfnParameter audience = text("JwtAudience", "The aud that a bearer token must have").build();
    CfnParameter keySet =
        text("JwtKeySet", "Keys that sign bearer tokens: the URL of a JWKS, or its JSON").build();
    CfnParameter origins =
        CfnParameter.Builder.create(this, "AllowedOrigins")
            .type("CommaDelimitedList")
            .description("Web origins that may upload from a browser, separated by commas, or *")
            .defaultValue("*")
            .build();
    var pipeline =
        new UploadPipeline(
            this,
            "Uploads",
            UploadPipelineProps.builder()
                .code(code)
                .tokens(
                    new Tokens(
                        issuer.getValueAsString(),
                        audience.getValueAsString(),
                        keySet.getValueAsString()))
                .allowedOrigins(origins.getValueAsList())
                .processors(PROCESSORS)
                .build());
    output("ApiUrl", "Base of the HTTP API", pipeline.apiUrl());
    output("BucketName", "Holds the files", pipeline.bucket().getBucketName());
    output("TableName", "Holds the records", pipeline.table().getTableName());
    output(
        "EventsQueueUrl",
        "Receives file.ready, file.rejected and file.processed",
        pipeline.eventsQueue().getQueueUrl());
  }

  private CfnParameter.Builder text(String name, String description) {
    return CfnParameter.Builder.create(this, name)
        .type("String")
        .description(description)
        .minLength(1);
  }

  private void output(String name, String description, String value) {
    CfnOutput.Builder.create(this, name).description(description).value(value).build();
  }
}
