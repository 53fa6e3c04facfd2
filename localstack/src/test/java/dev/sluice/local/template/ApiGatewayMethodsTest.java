package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// APIs that are given resource by resource.
class ApiGatewayMethodsTest {
  private static final String API =
      """
      "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "api"}},
      """;

  private static final String ROOT = "{\"Fn::GetAtt\": [\"Api\", \"RootResourceId\"]}";

  private static final String PROXY =
      """
      {"Type": "AWS_PROXY", "IntegrationHttpMethod": "POST",
       "Uri": {"Fn::Sub": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations"}}
      """;

  @Test
  void resourcesAndMethodsAreWhatAnOpenApiBodyIs() {
    Stack oneByOne =
        read(
            API
                + resource("Notes", ROOT, "notes")
                + resource("Note", ref("Notes"), "{id}")
                + resource("Rest", "{\"Fn::GetAtt\": \"Note.ResourceId\"}", "{path+}")
                + method("Root", "GET", ROOT, PROXY)
                + method("Read", "GET", ref("Note"), PROXY)
                + method("All", "ANY", ref("Rest"), PROXY)
                + method(
                        "Preflight",
                        "OPTIONS",
                        ROOT,
                        """
                        {"Type": "MOCK", "RequestTemplates": {"application/json": "{statusCode: 200}"},
                         "IntegrationResponses": [
                           {"SelectionPattern": "4..", "StatusCode": "404"},
                           {"StatusCode": "204", "ResponseParameters": {
                             "method.response.header.Vary": "'Origin'"}}]}
                        """)
                    .replace(
                        "\"NONE\"",
                        """
                        "NONE", "MethodResponses": [{"StatusCode": "404"}, {"StatusCode": "204",
                          "ResponseParameters": {"method.response.header.Vary": true}}]
                        """));
    String integration =
        PROXY
            .replace("Type", "type")
            .replace("IntegrationHttpMethod", "httpMethod")
            .replace("Uri", "uri");
    Stack body =
        read(
            """
            "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {"paths": {
              "/": {
                "get": {"x-amazon-apigateway-integration": %1$s},
                "options": {
                  "responses": {"404": {}, "204": {"headers": {"Vary": {}}}},
                  "x-amazon-apigateway-integration": {
                    "type": "mock", "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                    "responses": {"4..": {"statusCode": "404"}, "default": {"statusCode": "204",
                      "responseParameters": {"method.response.header.Vary": "'Origin'"}}}}}},
              "/notes/{id}": {"get": {"x-amazon-apigateway-integration": %1$s}},
              "/notes/{id}/{path+}": {
                "x-amazon-apigateway-any-method": {"x-amazon-apigateway-integration": %1$s}}}}}},
            """
                .formatted(integration));

    assertThat(oneByOne.apis().getFirst().methods())
        .containsExactlyInAnyOrderElementsOf(body.apis().getFirst().methods())
        .hasSize(4)
        .extracting(Stack.Method::integration)
        .contains(new Integration.Mock(204, Map.of("Vary", List.of("Origin")), ""));
  }

  @Test
  void whatAwsRefusesOfResourcesIsRefused() {
    assertThat(
            problems(
                API
                    + "\"Other\": {\"Type\": \"AWS::ApiGateway::RestApi\"},"
                    + resource("Notes", ROOT, "notes")
                    + resource("NotesToo", ROOT, "notes")
                    + resource("Id", ROOT, "{id}")
                    + resource("IdToo", ROOT, "{proxy+}")
                    + resource("Greedy", ref("Notes"), "{proxy+}")
                    + resource("Below", ref("Greedy"), "x")
                    + resource("Odd", ROOT, "a/b")
                    + resource(
                        "Elsewhere", "{\"Fn::GetAtt\": [\"Other\", \"RootResourceId\"]}", "x")
                    + method("Get", "GET", ref("Notes"), PROXY)
                    + method("GetToo", "GET", ref("Notes"), PROXY)
                    + method("Trace", "TRACE", ref("Notes"), PROXY)))
        .containsExactlyInAnyOrder(
            "Other (AWS::ApiGateway::RestApi): Name is missing, or a Body",
            "NotesToo (AWS::ApiGateway::Resource): PathPart is that of another resource: /notes",
            "IdToo (AWS::ApiGateway::Resource): PathPart is a second variable beside /{id}:"
                + " {proxy+}",
            "Below (AWS::ApiGateway::Resource): ParentId names a greedy resource, which has no"
                + " children: /notes/{proxy+}",
            "Odd (AWS::ApiGateway::Resource): PathPart has to be a name, {name} or {name+}, not a/b",
            "Elsewhere (AWS::ApiGateway::Resource): ParentId names no resource of the API that"
                + " RestApiId names",
            "GetToo (AWS::ApiGateway::Method): HttpMethod is there twice: GET /notes",
            "Trace (AWS::ApiGateway::Method): HttpMethod has to be one of HTTP's or ANY, not TRACE");
  }

  @Test
  void resourcesThatAreTheirOwnParentsAreNamed() {
    assertThat(problems(API + resource("A", ref("B"), "a") + resource("B", ref("A"), "b")))
        .contains("A: depends on itself: A → B → A");
  }

  @Test
  void whatWouldHaveAnEffectAndHasNoneHereIsRefusedByName() {
    assertThat(
            problems(
                API
                    + method("Signed", "GET", ROOT, PROXY)
                        .replace("\"NONE\"", "\"AWS_IAM\", \"AuthorizerId\": \"a\"")
                    + method("Keyed", "PUT", ROOT, PROXY)
                        .replace("\"NONE\"", "\"NONE\", \"ApiKeyRequired\": true")
                    + method("Http", "POST", ROOT, "{\"Type\": \"HTTP\", \"Uri\": \"u\"}")
                    + method(
                        "Mapped",
                        "HEAD",
                        ROOT,
                        PROXY.replace("\"POST\"", "\"GET\", \"RequestParameters\": {}"))
                    + """
                    "Bodies": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {
                      "RestApiId": {"Ref": "Api"}, "ValidateRequestBody": true}},
                    """
                    + method("Checked", "PATCH", ROOT, PROXY)
                        .replace(
                            "\"NONE\"",
                            "\"NONE\", \"RequestModels\": {\"application/json\": \"M\"},"
                                + " \"RequestValidatorId\": {\"Ref\": \"Bodies\"}")))
        .containsExactlyInAnyOrder(
            "Signed (AWS::ApiGateway::Method): AuthorizationType has to be NONE here, not AWS_IAM",
            "Signed (AWS::ApiGateway::Method): AuthorizerId is not understood by the local cloud",
            "Keyed (AWS::ApiGateway::Method): ApiKeyRequired has to be false: there are no API keys"
                + " here",
            "Http (AWS::ApiGateway::Method): Integration.Type has to be AWS_PROXY or MOCK, not HTTP",
            "Mapped (AWS::ApiGateway::Method): Integration.IntegrationHttpMethod has to be POST, as"
                + " Lambda is called, not GET",
            "Mapped (AWS::ApiGateway::Method): Integration.RequestParameters is not understood by"
                + " the local cloud",
            "Checked (AWS::ApiGateway::Method): RequestModels can't be checked here, and"
                + " RequestValidatorId asks for that");
  }

  @Test
  void aMocksTextsHaveToBeFixedAndItsHeadersTheMethods() {
    String responses =
        """
        {"Type": "MOCK", "RequestTemplates": {"application/json": "{ statusCode: 200 }"},
         "IntegrationResponses": [
           {"StatusCode": "204", "SelectionPattern": "5..",
            "ResponseParameters": {"method.response.header.Vary": "'Origin'",
              "method.response.header.Allow": "integration.response.header.Allow"},
            "ResponseTemplates": {"application/json": "#set($origin = $input.params())"}}]}
        """;

    assertThat(problems(API + method("Preflight", "OPTIONS", ROOT, responses)))
        .containsExactlyInAnyOrder(
            "Preflight (AWS::ApiGateway::Method): Integration.IntegrationResponses[0].StatusCode is"
                + " no response of the method: 204",
            "Preflight (AWS::ApiGateway::Method): Integration.IntegrationResponses[0]"
                + ".ResponseTemplates.application/json has to be a fixed text: VTL, which CDK writes"
                + " for a preflight of several origins, is not run here",
            "Preflight (AWS::ApiGateway::Method): Integration.IntegrationResponses[0]"
                + ".ResponseParameters.method.response.header.Allow has to be a header with a fixed"
                + " value",
            "Preflight (AWS::ApiGateway::Method): Integration.IntegrationResponses have none for"
                + " status 200");
    assertThat(
            problems(
                API
                    + method("Preflight", "OPTIONS", ROOT, responses)
                        .replace("\"5..\"", "\"2..\"")
                        .replace("integration.response.header.Allow", "'GET'")
                        .replace("#set($origin = $input.params())", "")
                        .replace(
                            "\"NONE\"",
                            "\"NONE\", \"MethodResponses\": [{\"StatusCode\": \"204\","
                                + " \"ResponseParameters\": {\"method.response.header.Allow\":"
                                + " true}}]")))
        .containsExactly(
            "Preflight (AWS::ApiGateway::Method): Integration.IntegrationResponses[0]"
                + ".ResponseParameters.method.response.header.Vary is no header of the method's"
                + " response");
  }

  @Test
  void aStageNeedsADeploymentOfItsApiAndADeploymentMethods() {
    assertThat(
            problems(
                API
                    + """
                    "Deployment": {"Type": "AWS::ApiGateway::Deployment", "Properties": {
                      "RestApiId": {"Ref": "Api"}}},
                    "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {
                      "RestApiId": {"Ref": "Api"}, "StageName": "live", "DeploymentId": "abc"}},
                    """))
        .containsExactlyInAnyOrder(
            "Stage (AWS::ApiGateway::Stage): DeploymentId names no deployment of the API that"
                + " RestApiId names",
            "Api (AWS::ApiGateway::RestApi): is deployed and has no methods");
  }

  private static String ref(String logicalId) {
    return "{\"Ref\": \"" + logicalId + "\"}";
  }

  private static String resource(String logicalId, String parent, String part) {
    return """
        "%s": {"Type": "AWS::ApiGateway::Resource", "Properties": {
          "RestApiId": {"Ref": "Api"}, "ParentId": %s, "PathPart": "%s"}},
        """
        .formatted(logicalId, parent, part);
  }

  private static String method(
      String logicalId, String httpMethod, String resource, String integration) {
    return """
        "%s": {"Type": "AWS::ApiGateway::Method", "Properties": {
          "RestApiId": {"Ref": "Api"}, "ResourceId": %s, "HttpMethod": "%s",
          "AuthorizationType": "NONE", "Integration": %s}},
        """
        .formatted(logicalId, resource, httpMethod, integration);
  }

  private static List<String> problems(String resources) {
    return catchThrowableOfType(TemplateException.class, () -> read(resources)).problems();
  }

  private static Stack read(String resources) {
    return TemplateReader.read(
        new JsonMapper()
            .readTree("{\"Resources\": {" + resources + "\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}"),
        StackContext.local("shop", URI.create("http://127.0.0.1:4566")),
        Map.of());
  }
}
