package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Handlers that know nothing of the local cloud. AWS's own runtime says what is right: a process
/// runs on it.
class PlainHandlersTest {
  @ParameterizedTest
  @EnumSource(Isolation.class)
  void the_environment_is_the_functions_own_and_not_the_hosts(Isolation isolation) {
    assertThat(answer(isolation, "variable", "GREETING"))
        .isEqualTo("[\"hello\",\"hello\",\"hello\"]");
    assertThat(System.getenv()).containsKey("HOME");
    assertThat(answer(isolation, "variable", "HOME")).isEqualTo("[\"null\",\"null\",\"null\"]");
    assertThat(answer(isolation, "variable", "_HANDLER")).contains("example.functions.Plain");
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void any_public_method_may_be_the_handler(Isolation isolation) {
    assertThat(answer(isolation, "overloaded", "told")).isEqualTo("\"probe: told\"");
    assertThat(answer(isolation, "nothing", "")).isEqualTo("null");
    assertThat(answer(isolation, "streams", "abc")).isEqualTo("\"bytes: abc\"");
  }

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void what_a_method_throws_is_told_as_it_is(Isolation isolation) {
    assertThat(invoke(isolation, "nothing", "here"))
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            failed ->
                assertThat(failed.payload())
                    .contains("\"errorMessage\":\"here\"")
                    .contains("\"errorType\":\"java.io.FileNotFoundException\""));
  }

  private static String answer(Isolation isolation, String method, String event) {
    return ((InvocationResult.Succeeded) invoke(isolation, method, event)).payload();
  }

  private static InvocationResult invoke(Isolation isolation, String method, String event) {
    TestFunctions described = TestFunctions.of("example.functions.Plain::" + method);
    try (LambdaFunction function =
        (isolation == Isolation.PROCESS ? described.asProcess() : described).start()) {
      return function.invoke(('"' + event + '"').getBytes(StandardCharsets.UTF_8));
    }
  }
}
