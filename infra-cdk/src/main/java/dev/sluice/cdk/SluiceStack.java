package dev.sluice.cdk;

import dev.sluice.cdk.UploadPipelineProps.Tokens;
import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.collection.Settings;
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

  private static final long BYTES_PER_MIB = 1L << 20;

  /// @throws software.amazon.jsii.JsiiException if a directory of `code` doesn't exist
  public SluiceStack(Construct scope, FunctionCode code, Settings settings) {
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
                .processors(
                    settings.processors().values().stream().map(SluiceStack::props).toList())
                .scanner(settings.scanner().map(SluiceStack::props))
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

  private static ScannerProps props(ScannerRules rules) {
    return new ScannerProps(
        switch (rules.service()) {
          case ScannerRules.Service.Clamd _ -> false;
          case ScannerRules.Service.GuardDuty _ -> true;
        });
  }

  /// A processor is a package of its name; only the one that makes thumbnails writes objects.
  private static ProcessorProps props(ProcessorRules rules) {
    String name = rules.name().value();
    String className = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Handler";
    return new ProcessorProps(
        name,
        "dev.sluice.processors." + name + '.' + className + "::handleRequest",
        Math.toIntExact(rules.memoryBytes() / BYTES_PER_MIB),
        rules.timeout(),
        rules.attempts(),
        rules.concurrency(),
        name.equals("image"));
  }
}
