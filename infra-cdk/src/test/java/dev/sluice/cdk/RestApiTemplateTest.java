package dev.sluice.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.Cors;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.IntegrationResponse;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LambdaRestApi;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.MethodResponse;
import software.amazon.awscdk.services.apigateway.MockIntegration;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.apigateway.ProxyResourceOptions;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.Resource;
import software.amazon.awscdk.services.apigateway.ResourceOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;

/// What CDK's `RestApi` and `LambdaRestApi` write for a small application that knows nothing of
/// Sluice: the template that the local cloud's CdkRestApiTest runs.
class RestApiTemplateTest {
  @Test
  void theLocalCloudsTestsRunWhatTheCdkWrites(@TempDir Path home) throws IOException {
    Path code = Files.createDirectories(home.resolve("test-classes"));

    ForeignTemplate.compare(
        "cdk-rest-api.template.json",
        home,
        app -> {
          shelf(new Stack(app, "Shelf"), code);
          Tags.of(app).add("team", "library");
        });
  }

  private static void shelf(Stack stack, Path code) {
    Function gate =
        Function.Builder.create(stack, "Gate")
            .runtime(Runtime.JAVA_25)
            .handler("example.functions.Gate")
            .code(Code.fromAsset(code.toString()))
            .timeout(Duration.seconds(20))
            .memorySize(256)
            .build();
    RestApi api =
        RestApi.Builder.create(stack, "Api")
            .binaryMediaTypes(List.of("image/*"))
            .cloudWatchRole(true)
            .defaultCorsPreflightOptions(
                CorsOptions.builder()
                    .allowOrigins(List.of("https://shelf.example"))
                    .allowMethods(List.of("GET", "PUT"))
                    .allowCredentials(true)
                    .maxAge(Duration.minutes(10))
                    .build())
            .deployOptions(
                StageOptions.builder()
                    .stageName("live")
                    .throttlingRateLimit(0.1)
                    .throttlingBurstLimit(20)
                    .metricsEnabled(true)
                    .loggingLevel(MethodLoggingLevel.INFO)
                    .tracingEnabled(true)
                    .variables(Map.of("color", "red"))
                    .accessLogDestination(
                        new LogGroupLogDestination(LogGroup.Builder.create(stack, "Lines").build()))
                    .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
                    .build())
            .build();
    LambdaIntegration calls =
        LambdaIntegration.Builder.create(gate).timeout(Duration.seconds(10)).build();
    api.getRoot().addMethod("GET", calls);
    Resource books = api.getRoot().addResource("books");
    books.addMethod(
        "GET",
        calls,
        MethodOptions.builder()
            .operationName("listBooks")
            // Sorted, since the deployment's logical id is a hash of it as it was written.
            .requestParameters(
                new TreeMap<>(
                    Map.of(
                        "method.request.querystring.shelf", true,
                        "method.request.header.X-Page", false)))
            .requestValidatorOptions(
                RequestValidatorOptions.builder().validateRequestParameters(true).build())
            .build());
    Resource book = books.addResource("{id}");
    book.addMethod("ANY", calls);
    book.addMethod(
        "PUT",
        calls,
        MethodOptions.builder()
            .requestModels(
                Map.of(
                    "application/json",
                    api.addModel(
                        "Book",
                        ModelOptions.builder().schema(JsonSchema.builder().build()).build())))
            .build());
    book.addResource("pages")
        .addProxy(ProxyResourceOptions.builder().defaultIntegration(calls).build());
    api.getRoot()
        .addResource(
            "health",
            ResourceOptions.builder()
                .defaultCorsPreflightOptions(
                    CorsOptions.builder().allowOrigins(Cors.ALL_ORIGINS).statusCode(200).build())
                .build())
        .addMethod(
            "GET",
            MockIntegration.Builder.create()
                .requestTemplates(Map.of("application/json", "{\"statusCode\": 200}"))
                .integrationResponses(
                    List.of(
                        response("200", Map.of("text/plain", "well")),
                        IntegrationResponse.builder()
                            .selectionPattern("5\\d{2}")
                            .statusCode("500")
                            .build()))
                .build(),
            MethodOptions.builder()
                .methodResponses(
                    List.of(
                        MethodResponse.builder().statusCode("200").build(),
                        MethodResponse.builder().statusCode("500").build()))
                .build());
    api.addGatewayResponse(
        "Unknown",
        GatewayResponseOptions.builder()
            .type(ResponseType.MISSING_AUTHENTICATION_TOKEN)
            .statusCode("404")
            .responseHeaders(Map.of("Access-Control-Allow-Origin", "'*'"))
            .templates(Map.of("application/json", "{\"missing\":$context.error.messageString}"))
            .build());
    LambdaRestApi.Builder.create(stack, "Plain").handler(gate).build();
    Queue.Builder.create(stack, "Returns").build();
  }

  private static IntegrationResponse response(String status, Map<String, String> templates) {
    return IntegrationResponse.builder().statusCode(status).responseTemplates(templates).build();
  }
}
