package dev.sluice.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each row is a rule of "Comparison operators for use in event patterns".
class EventPatternTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":["x"]}                                     | {"a":"x"}                  | true
          {"a":["x"]}                                     | {"a":"X"}                  | false
          {"a":["x","y"]}                                 | {"a":"y"}                  | true
          {"a":["x"],"b":["y"]}                           | {"a":"x"}                  | false
          {"a":["x"]}                                     | {"a":["z","x"]}            | true
          {"a":[""]}                                      | {"a":""}                   | true
          {"a":[null]}                                    | {"a":null}                 | true
          {"a":[null]}                                    | {}                         | false
          {"a":[true]}                                    | {"a":true}                 | true
          {"a":[300]}                                     | {"a":300}                  | true
          {"a":[300]}                                     | {"a":300.0}                | true
          {"a":[300]}                                     | {"a":"300"}                | false
          {"a":[null]}                                    | {"a":[]}                   | false
          {"a":[{"exists":false}]}                        | {"a":[]}                   | true
          {"a":[{"exists":true}]}                         | {"a":{"b":1}}              | false
          {"a":{"b.c":["x"]}}                             | {"a":{"b":{"c":"x"}}}      | true
          {"a":{"b":{"c":["x"]}}}                         | {"a":{"b.c":"x"}}          | true
          {"a":{"b":["x"],"c":["y"]}}                     | {"a":[{"b":"q","c":"y"},{"b":"x","c":"y"}]} | true
          {"a":{"b":["x"]},"d":{"c":["y"]}}               | {"a":[{"b":"x"}],"d":[{"c":"z"},{"c":"y"}]} | true
          {"a":[{"anything-but":"x"}]}                    | {"a":["x","y"]}            | true
          {"a":[{"anything-but":"x"}]}                    | {"a":null}                 | true
          {"a":[{"anything-but":{"prefix":"1"}}]}         | {"a":1}                    | true
          {"a":[{"numeric":["=",0]}]}                     | {"a":null}                 | false
          {"$or":[{"a":["x"]},{"$or":[{"b":["y"]},{"c":["z"]}]}]} | {"c":"z"}          | true
          {"d":{"$or":[{"a":["x"]},{"b":["y"]}]}}         | {"d":{"b":"y"}}            | true
          {"$or":[{"prefix":"a"},"b"]}                    | {"$or":"abc"}              | true
          {"a":{"b":["x"]}}                               | {"a":{"b":"x","c":1}}      | true
          {"a":{"b":["x"]}}                               | {"a":"x"}                  | false
          {"a":{"b":["x"],"c":["y"]}}                     | {"a":[{"b":"x","c":"z"},{"b":"q","c":"y"}]} | false
          {"a":{"b":["x"],"c":["y"]}}                     | {"a":[{"b":"x","c":"y"}]}  | true
          {"a":[{"prefix":"ab"}]}                         | {"a":"abc"}                | true
          {"a":[{"prefix":"ab"}]}                         | {"a":"cab"}                | false
          {"a":[{"prefix":{"equals-ignore-case":"AB"}}]}  | {"a":"abc"}                | true
          {"a":[{"suffix":".png"}]}                       | {"a":"x.png"}              | true
          {"a":[{"suffix":".png"}]}                       | {"a":"png"}                | false
          {"a":[{"suffix":{"equals-ignore-case":".PNG"}}]}| {"a":"x.png"}              | true
          {"a":[{"equals-ignore-case":"Alice"}]}          | {"a":"aLICE"}              | true
          {"a":[{"anything-but":"x"}]}                    | {"a":"y"}                  | true
          {"a":[{"anything-but":["x","y"]}]}              | {"a":"y"}                  | false
          {"a":[{"anything-but":[1]}]}                    | {"a":2}                    | true
          {"a":[{"anything-but":"x"}]}                    | {}                         | false
          {"a":[{"anything-but":{"prefix":"in"}}]}        | {"a":"init"}               | false
          {"a":[{"anything-but":{"suffix":["t","u"]}}]}   | {"a":"init"}               | false
          {"a":[{"anything-but":{"wildcard":"*/lib/*"}}]} | {"a":"a/lib/b"}            | false
          {"a":[{"anything-but":{"equals-ignore-case":["X"]}}]} | {"a":"x"}            | false
          {"a":[{"numeric":[">",0,"<=",5]}]}              | {"a":5}                    | true
          {"a":[{"numeric":[">",0,"<=",5]}]}              | {"a":0}                    | false
          {"a":[{"numeric":["=",3.018e2]}]}               | {"a":301.8}                | true
          {"a":[{"numeric":["<",10]}]}                    | {"a":"5"}                  | false
          {"a":[{"exists":true}]}                         | {"a":null}                 | true
          {"a":[{"exists":true}]}                         | {}                         | false
          {"a":[{"exists":false}]}                        | {}                         | true
          {"a":[{"exists":false}]}                        | {"a":1}                    | false
          {"a":{"b":[{"exists":false}]}}                  | {}                         | true
          {"a":["x",{"exists":false}]}                    | {}                         | true
          {"a":[{"wildcard":"dir/*.png"}]}                | {"a":"dir/a/b.png"}        | true
          {"a":[{"wildcard":"dir/*.png"}]}                | {"a":"dir/a.jpg"}          | false
          {"a":[{"wildcard":"a\\\\*b"}]}                  | {"a":"a*b"}                | true
          {"a":[{"wildcard":"a\\\\*b"}]}                  | {"a":"axb"}                | false
          {"a":[{"cidr":"10.0.0.0/24"}]}                  | {"a":"10.0.0.255"}         | true
          {"a":[{"cidr":"10.0.0.0/24"}]}                  | {"a":"10.0.1.0"}           | false
          {"a":[{"cidr":"2001:db8::/32"}]}                | {"a":"2001:db8::1"}        | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}               | {"b":"y"}                  | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}               | {"a":"z"}                  | false
          {"c":["q"],"$or":[{"a":["x"]},{"b":["y"]}]}     | {"a":"x"}                  | false
          """)
  void matchesAsDocumented(String pattern, String event, boolean matches) {
    assertThat(EventPattern.parse(json(pattern)).matches(json(event))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                    | Empty objects are not allowed
          []                                    | Filter is not an object
          {"a":42}                              | "a" must be an object or an array
          {"a":[]}                              | Empty arrays are not allowed
          {"a":[[1]]}                           | Match value must be String, number, true, false, or null, not a list
          {"a":[{"prefix":1}]}                  | prefix match pattern must be a string
          {"a":[{"suffix":[".png"]}]}           | suffix match pattern must be a string
          {"a":[{"prefix":"x","suffix":"y"}]}   | Only one key allowed in match expression
          {"a":[{"EXISTS":true}]}               | Unrecognized match type EXISTS
          {"a":[{"numeric":[">",0,">",0]}]}     | Bad numeric range operator: >
          {"a":[{"numeric":[">",0,"<"]}]}       | Value of < must be numeric
          {"a":[{"numeric":["~",1]}]}           | Unrecognized numeric range operator: ~
          {"a":[{"numeric":["<",5,">",1]}]}     | Too many terms in numeric range expression
          {"a":[{"numeric":["<",6e9]}]}         | Value must be between -5.0E9 and 5.0E9, inclusive
          {"a":[{"exists":"yes"}]}              | exists match pattern must be either true or false.
          {"a":[{"wildcard":"arn:**:x"}]}       | Consecutive wildcard characters at pos 5
          {"a":[{"wildcard":123}]}              | wildcard match pattern must be a string
          {"a":[{"equals-ignore-case":["x"]}]}  | equals-ignore-case match pattern must be a string
          {"a":[{"cidr":"10.0.0.0"}]}           | Malformed CIDR, one '/' required
          {"a":[{"cidr":"10.0.0.0/xx"}]}        | Malformed CIDR, mask bits must be an integer
          {"a":[{"cidr":"xx.11.xx/8"}]}         | Nonstandard IP address: xx.11.xx
          {"a":[{"cidr":["bad-type"]}]}         | prefix match pattern must be a string
          {"a":[{"anything-but":[]}]}           | Empty arrays are not allowed
          {"a":[{"anything-but":{"prefix":[1,"x"]}}]} | prefix/suffix match pattern must be a string
          {"a":[{"anything-but":{"suffix":{"equals-ignore-case":".png"}}}]} | Value of anything-but must be an array or single string/number value.
          {"a":[{"anything-but":{"equals-ignore-case":123}}]} | Inside anything-but/equals-ignore-case list, number¦start¦null¦boolean is not supported.
          """)
  void whatEventBridgeWouldNotTakeIsRefusedInItsWords(String pattern, String reason) {
    assertThatThrownBy(() -> EventPattern.parse(json(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Event pattern is not valid. Reason: " + reason.replace('¦', '|'));
  }

  @Test
  void aPatternStandsForAThousandCombinationsAtMost() {
    String ten =
        IntStream.range(0, 10)
            .mapToObj("{\"f\":[%d]}"::formatted)
            .collect(Collectors.joining(",", "{\"$or\":[", "]}"));
    String thousand = "{\"a\":" + ten + ",\"b\":" + ten + ",\"c\":" + ten;

    assertThat(EventPattern.parse(json(thousand + "}")).matches(json("{\"a\":{\"f\":1}}")))
        .isFalse();
    assertThatThrownBy(() -> EventPattern.parse(json(thousand + ",\"d\":" + ten + "}")))
        .hasMessageContaining("Rule is too complex");
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
