package dev.sluice.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.template.Integration;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RoutesTest {
  private final Routes routes =
      new Routes(
          new JsonMapper()
              .readTree(
                  """
                  {"paths": {
                    "/{proxy+}": {"x-amazon-apigateway-any-method": %1$s},
                    "/": {"get": %1$s},
                    "/notes": {"get": %1$s, "post": %1$s},
                    "/notes/{id}": {"get": %1$s, "x-amazon-apigateway-any-method": %1$s},
                    "/notes/recent": {"get": %1$s},
                    "/notes/{id}/files/{path+}": {"get": %1$s}}}
                  """
                      .formatted(
                          """
                          {"x-amazon-apigateway-integration": {"type": "aws_proxy", "uri":
                            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:notes/invocations"}}
                          """)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /                      | /                         | {}
          GET    | /notes                 | /notes                    | {}
          GET    | /notes/                | /notes                    | {}
          GET    | /notes/recent          | /notes/recent             | {}
          GET    | /notes/a%20b+c         | /notes/{id}               | {id=a%20b+c}
          DELETE | /notes/7               | /notes/{id}               | {id=7}
          GET    | /notes/7/files/x/y%2Fz | /notes/{id}/files/{path+} | {id=7, path=x/y%2Fz}
          PUT    | /elsewhere/deep        | /{proxy+}                 | {proxy=elsewhere/deep}
          """)
  void theMostSpecificResourceAnswers(
      String method, String path, String resource, String parameters) {
    assertThat(routes.find(method, path))
        .hasValueSatisfying(
            match -> {
              assertThat(match.resource()).isEqualTo(resource);
              assertThat(match.pathParameters()).hasToString(parameters);
              assertThat(match.integration())
                  .isEqualTo(new Integration.Function("notes", Duration.ofSeconds(29)));
            });
  }

  @ParameterizedTest
  @CsvSource({"POST,/", "PUT,/notes"})
  void aMethodThatAResourceLacksIsNotFoundElsewhere(String method, String path) {
    assertThat(routes.find(method, path)).isEmpty();
  }
}
