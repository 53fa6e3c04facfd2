package dev.sluice.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"body":{"kind":["a"]}}                        | {"kind":"a","more":1}  | true
          {"body":{"kind":["a"]}}                        | {"kind":"b"}           | false
          {"body":{"size":[{"numeric":[">",9]}]}}        | {"size":10}            | true
          {"body":{"size":[{"numeric":[">",9]}]}}        | {"size":9}             | false
          {"body":{"kind":["a"]}}                        | kind a                 | false
          {"body":{"kind":[{"exists":false}]}}           | no object              | false
          {"body":["plain"]}                             | plain                  | true
          {"body":[{"prefix":"pl"}]}                     | plain                  | true
          {"body":["plain"]}                             | other                  | false
          {"body":[{"prefix":"{"}]}                      | {"kind":"a"}           | false
          """)
  void aMessageFitsByItsBodyOfTheSameKind(String pattern, String body, boolean wanted) {
    assertThat(MessageFilter.parse(List.of(pattern)).wants(message(body))).isEqualTo(wanted);
  }

  @Test
  void onePatternOfSeveralIsEnoughAndNoneIsEveryMessage() {
    MessageFilter filter =
        MessageFilter.parse(List.of("{\"body\":{\"a\":[1]}}", "{\"body\":[\"plain\"]}"));

    assertThat(filter.wants(message("{\"a\":1}"))).isTrue();
    assertThat(filter.wants(message("plain"))).isTrue();
    assertThat(filter.wants(message("{\"a\":2}"))).isFalse();
    assertThat(MessageFilter.ALL.wants(message("anything"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{}", "{\"body\":{}}", "{\"body\":1}", "{\"other\":[1]}"})
  void whatIsNoPatternOfABodyIsRefused(String pattern) {
    assertThatThrownBy(() -> MessageFilter.parse(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fiveOfThemWith4096CharactersAreTheMost() {
    String pattern = "{\"body\":[\"" + "x".repeat(4096 - 13) + "\"]}";
    assertThat(pattern).hasSize(4096);

    assertThat(MessageFilter.parse(Collections.nCopies(5, pattern))).isNotNull();
    assertThatThrownBy(() -> MessageFilter.parse(Collections.nCopies(6, pattern)))
        .hasMessageContaining("5 filters at most");
    assertThatThrownBy(() -> MessageFilter.parse(List.of(pattern + " ")))
        .hasMessageContaining("4096 characters at most");
  }

  private static MessageSource.Message message(String body) {
    return new MessageSource.Message("id", "receipt", body, "md5", Map.of(), Map.of());
  }
}
