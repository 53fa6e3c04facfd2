package dev.sluice.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.template.Integration;
import dev.sluice.local.template.Stack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final Integration NOTES =
      new Integration.Function("notes", Duration.ofSeconds(29));

  private final Routes routes =
      new Routes(
          List.of(
              method("ANY", "/{proxy+}"),
              method("GET", "/"),
              method("GET", "/notes"),
              method("POST", "/notes"),
              method("GET", "/notes/{id}"),
              method("ANY", "/notes/{id}"),
              method("GET", "/notes/recent"),
              method("GET", "/notes/{id}/files/{path+}")));

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
          DELETE | /notes/recent          | /notes/{id}               | {id=recent}
          PUT    | /notes                 | /{proxy+}                 | {proxy=notes}
          GET    | /notes/7/files         | /{proxy+}                 | {proxy=notes/7/files}
          """)
  void theMostSpecificResourceAnswers(
      String method, String path, String resource, String parameters) {
    assertThat(routes.find(method, path))
        .hasValueSatisfying(
            match -> {
              assertThat(match.resource()).isEqualTo(resource);
              assertThat(match.pathParameters()).hasToString(parameters);
              assertThat(match.method().integration()).isEqualTo(NOTES);
            });
  }

  @Test
  void aMethodThatNoResourceOfThePathHasIsNotFound() {
    assertThat(routes.find("POST", "/")).isEmpty();
  }

  private static Stack.Method method(String httpMethod, String path) {
    return new Stack.Method(path, httpMethod, NOTES, List.of());
  }
}
