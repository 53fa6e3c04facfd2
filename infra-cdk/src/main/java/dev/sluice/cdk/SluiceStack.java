package dev.sluice.cdk;

import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.Settings;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The stack that this repository deploys: one [UploadPipeline], whose issuer of tokens and origins
/// are parameters, so that one template serves a laptop and an account.
final class SluiceStack extends Stack {
  private static final long BYTES_PER_MIB = 1L << 20;

  SluiceStack(Construct scope, Path home, Settings settings) {
    super(
        scope,
        "Sluice",
        StackProps.builder()
            .description("Sluice: uploads straight into S3, judged before anyone may use them")
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    UploadPipeline pipeline =
        new UploadPipeline(
            this,
            "Uploads",
            UploadPipelineProps.builder()
                .code(FunctionCode.builtIn(home))
                .tokens(
                    new UploadPipelineProps.Tokens(
                        parameter("JwtIssuer", "The iss of tokens that the API accepts"),
                        parameter("JwtAudience", "The aud of tokens that the API accepts"),
                        parameter(
                            "JwtKeySet",
                            "The issuer's JSON Web Key Set: its https URL, or its JSON")))
                .allowedOrigins(origins())
                .processors(
                    settings.processors().values().stream().map(SluiceStack::props).toList())
                .build());
    output("ApiUrl", pipeline.apiUrl());
    output("BucketName", pipeline.bucket().getBucketName());
    output("TableName", pipeline.table().getTableName());
    output("EventsQueueUrl", pipeline.eventsQueue().getQueueUrl());
  }

  private String parameter(String name, String description) {
    return CfnParameter.Builder.create(this, name)
        .type("String")
        .description(description)
        .minLength(1)
        .build()
        .getValueAsString();
  }

  private List<String> origins() {
    return CfnParameter.Builder.create(this, "AllowedOrigins")
        .type("CommaDelimitedList")
        .description("Web origins whose pages may upload, with commas between them; * for all")
        .defaultValue("*")
        .build()
        .getValueAsList();
  }

  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }

  /// The handler's name follows from the processor's: a processor is a package of its name.
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
