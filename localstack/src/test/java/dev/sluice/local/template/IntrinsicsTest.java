package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class IntrinsicsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final Problems problems = new Problems();
  private final Intrinsics intrinsics =
      new Intrinsics(
          new Intrinsics.References() {
            @Override
            public Optional<JsonNode> ref(String name) {
              return Optional.ofNullable(Map.of("Color", "red", "Items", "a,b").get(name))
                  .map(JsonNodeFactory.instance::stringNode);
            }

            @Override
            public Optional<JsonNode> attribute(String logicalId, String attribute) {
              return logicalId.equals("Queue") && attribute.equals("Arn")
                  ? Optional.of(JsonNodeFactory.instance.stringNode("arn:q"))
                  : Optional.empty();
            }

            @Override
            public Optional<Boolean> condition(String name) {
              return Optional.ofNullable(Map.of("Yes", true, "No", false).get(name));
            }
          },
          problems);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Ref":"Color"}                                                  | "red"
          {"Fn::GetAtt":["Queue","Arn"]}                                   | "arn:q"
          {"Fn::GetAtt":"Queue.Arn"}                                       | "arn:q"
          {"Fn::Join":["-",["a",{"Ref":"Color"},"b"]]}                     | "a-red-b"
          {"Fn::Sub":"is ${Color}, ${Queue.Arn}, ${!Literal}"}             | "is red, arn:q, ${Literal}"
          {"Fn::Sub":["${Own}/${Color}",{"Own":{"Ref":"Color"}}]}          | "red/red"
          {"Fn::Select":["1",["a","b"]]}                                   | "b"
          {"Fn::Select":[0,{"Fn::Split":[",",{"Ref":"Items"}]}]}           | "a"
          {"Fn::If":["Yes","then","else"]}                                 | "then"
          {"Fn::If":["No","then","else"]}                                  | "else"
          {"kept":1,"gone":{"Ref":"AWS::NoValue"}}                         | {"kept":1}
          ["a",{"Fn::If":["Yes",{"Ref":"AWS::NoValue"},"b"]}]              | ["a"]
          {"Fn::Equals":[{"Ref":"Color"},"red"]}                           | true
          {"Fn::Not":[{"Fn::Equals":["a","a"]}]}                           | false
          {"Fn::And":[{"Condition":"Yes"},{"Condition":"No"}]}             | false
          {"Fn::Or":[{"Condition":"Yes"},{"Condition":"No"}]}              | true
          """)
  void functionsGiveWhatCloudFormationGives(String expression, String expected) {
    assertThat(intrinsics.resolve(JSON.readTree(expression), "X"))
        .isEqualTo(JSON.readTree(expected));
    problems.throwIfAny();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Ref":"Nobody"}                | X: Ref names Nobody
          {"Fn::GetAtt":["Queue","Size"]} | X: Fn::GetAtt asks for Queue.Size
          {"Fn::Select":[7,["a"]]}        | X: Fn::Select has no element 7
          {"Fn::Cidr":["10.0.0.0/8"]}     | X: the function Fn::Cidr is not understood
          {"Fn::If":["Perhaps",1,2]}      | X: there is no condition named Perhaps
          """)
  void whatCannotBeResolvedIsNamed(String expression, String problem) {
    var _ = intrinsics.resolve(JSON.readTree(expression), "X");

    assertThatThrownBy(problems::throwIfAny).hasMessageContaining(problem);
  }

  @Test
  void aConditionInsideAPolicyDocumentIsNoFunction() {
    JsonNode statement = JSON.readTree("{\"Condition\":{\"StringEquals\":{\"a\":\"b\"}}}");

    assertThat(intrinsics.resolve(statement, "X")).isEqualTo(statement);
  }
}
