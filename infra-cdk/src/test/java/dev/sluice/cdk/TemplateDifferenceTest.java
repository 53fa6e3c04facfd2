package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateDifferenceTest {

  @Test
  void theSameTemplateHasNone() {
    assertThat(TemplateDifference.between("{\"a\":1}", "{\"a\":1}")).isEmpty();
  }

  @Test
  void eachPlaceIsNamed() {
    assertThat(
            TemplateDifference.between(
                "{\"a\":{\"b\":1,\"gone\":true},\"c\":[1,2]}",
                "{\"a\":{\"b\":2,\"came\":\"x\"},\"c\":[1,3]}"))
        .containsExactly("~ a.b: 1 → 2", "+ a.came: \"x\"", "- a.gone: true", "~ c[1]: 2 → 3");
  }

  @Test
  void anotherLayoutIsADifferenceToo() {
    assertThat(TemplateDifference.between("{\"a\":1}", "{ \"a\": 1 }"))
        .containsExactly("the layout only");
  }
}
