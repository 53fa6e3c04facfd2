package dev.sluice.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.ApiDefinition;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.SpecRestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import tools.jackson.databind.json.JsonMapper;

/// The REST API (API Gateway v1), one stage of it, and its access log.
final class Api {

  private static final String STAGE = "live";

  private Api() {}

  static SpecRestApi create(Construct scope, UploadPipelineProps props, Function function) {
    LogGroup accessLog =
        LogGroup.Builder.create(scope, "AccessLog")
            .retention(props.logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    SpecRestApi api =
        SpecRestApi.Builder.create(scope, "RestApi")
            .restApiName(Stack.of(scope).getStackName())
            .apiDefinition(
                ApiDefinition.fromInline(OpenApi.document("Sluice", invocationUri(function))))
            .endpointTypes(List.of(EndpointType.REGIONAL))
            // The role by which API Gateway writes logs belongs to the account, not to a stack:
            // two stacks would take it from each other. RATIONALE.md says how to set it once.
            .cloudWatchRole(false)
            .deployOptions(
                StageOptions.builder()
                    .stageName(STAGE)
                    .accessLogDestination(new LogGroupLogDestination(accessLog))
                    .accessLogFormat(AccessLogFormat.custom(accessLogLine()))
                    .throttlingRateLimit(props.apiThrottling().requestsPerSecond())
                    .throttlingBurstLimit(props.apiThrottling().burst())
                    .build())
            .build();
    // An output that SpecRestApi makes by itself; the app has one with a name people can type.
    api.getNode().tryRemoveChild("Endpoint");
    function.addPermission(
        "FromApi",
        Permission.builder()
            .principal(new ServicePrincipal("apigateway.amazonaws.com"))
            .sourceArn(api.arnForExecuteApi("*", "/*", STAGE))
            .build());
    return api;
  }

  /// Without a slash at the end: the paths of docs/api.md are appended to it.
  static String url(SpecRestApi api) {
    return Fn.join(
        "",
        List.of(
            "https://",
            api.getRestApiId(),
            ".execute-api.",
            api.getStack().getRegion(),
            ".",
            api.getStack().getUrlSuffix(),
            "/",
            STAGE));
  }

  private static String invocationUri(Function function) {
    return Fn.join(
        "",
        List.of(
            "arn:",
            function.getStack().getPartition(),
            ":apigateway:",
            function.getStack().getRegion(),
            ":lambda:path/2015-03-31/functions/",
            function.getFunctionArn(),
            "/invocations"));
  }

  /// One JSON object a request. No header, hence no token; the path template and not the path, and
  /// no query string, hence nothing that a client chose.
  private static String accessLogLine() {
    var line = new LinkedHashMap<String, String>();
    line.put("requestId", "$context.requestId");
    line.put("requestTime", "$context.requestTime");
    line.put("sourceIp", "$context.identity.sourceIp");
    line.put("httpMethod", "$context.httpMethod");
    line.put("resourcePath", "$context.resourcePath");
    line.put("status", "$context.status");
    line.put("responseLength", "$context.responseLength");
    line.put("responseLatency", "$context.responseLatency");
    line.put("integrationLatency", "$context.integrationLatency");
    line.put("integrationStatus", "$context.integrationStatus");
    line.put("errorType", "$context.error.responseType");
    return JsonMapper.shared().writeValueAsString(line);
  }
}
