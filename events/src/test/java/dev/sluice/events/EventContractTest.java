package dev.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Records, schemas and samples say the same.
class EventContractTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @ParameterizedTest
  @EnumSource
  void the_sample_is_valid(EventType type) throws IOException {
    assertThat(problems(type, sample(type))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void the_sample_read_and_written_again_is_the_same(EventType type) throws IOException {
    Event event = EventJson.read(sample(type));

    assertThat(event.data().type()).isEqualTo(type);
    assertThat(MAPPER.readTree(EventJson.write(event))).isEqualTo(MAPPER.readTree(sample(type)));
    assertThat(problems(type, EventJson.write(event))).isEmpty();
    assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource
  void a_field_that_is_missing_is_refused_by_the_schema_and_by_the_reader(EventType type)
      throws IOException {
    for (String pointer : List.of("", "/data")) {
      for (String field : fields(type, pointer)) {
        ObjectNode event = (ObjectNode) MAPPER.readTree(sample(type));
        ((ObjectNode) event.at(pointer)).remove(field);

        assertThat(problems(type, event.toString())).as("schema without %s", field).isNotEmpty();
        if (!List.of("subject", "datacontenttype", "dataschema").contains(field)) {
          assertThatThrownBy(() -> EventJson.read(event.toString()))
              .as("reader without %s", field)
              .isInstanceOf(MalformedEvent.class)
              .hasMessageContaining(field);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_field_of_the_wrong_kind_is_refused_by_the_schema_and_by_the_reader(EventType type)
      throws IOException {
    for (String field : fields(type, "/data")) {
      ObjectNode event = (ObjectNode) MAPPER.readTree(sample(type));
      ((ObjectNode) event.at("/data")).put(field, true);

      assertThat(problems(type, event.toString())).as("schema with %s", field).isNotEmpty();
      assertThatThrownBy(() -> EventJson.read(event.toString()))
          .as("reader with %s", field)
          .isInstanceOf(MalformedEvent.class)
          .hasMessageContaining(field);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_field_that_nobody_knows_yet_is_passed_over(EventType type) throws IOException {
    ObjectNode event = (ObjectNode) MAPPER.readTree(sample(type));
    event.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    ((ObjectNode) event.at("/data")).put("addedLater", 1);

    assertThat(problems(type, event.toString())).isEmpty();
    assertThat(EventJson.read(event.toString())).isEqualTo(EventJson.read(sample(type)));
  }

  @Test
  void what_is_no_event_is_refused() {
    for (String text : List.of("", "null", "[]", "{", "\"event\"", "{}")) {
      assertThatThrownBy(() -> EventJson.read(text)).isInstanceOf(MalformedEvent.class);
    }
  }

  private static List<String> fields(EventType type, String pointer) throws IOException {
    List<String> fields = new ArrayList<>();
    JsonNode required =
        MAPPER
            .readTree(schema(type))
            .at(pointer.isEmpty() ? "/required" : "/properties" + pointer + "/required");
    required.forEach(field -> fields.add(field.asString()));
    assertThat(fields).isNotEmpty();
    return fields;
  }

  private static List<String> problems(EventType type, String event) throws IOException {
    Schema schema = SCHEMAS.getSchema(schema(type), InputFormat.JSON);
    return schema.validate(event, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String sample(EventType type) throws IOException {
    Path samples = Path.of(System.getProperty("sluice.home"), "events", "samples");
    return Files.readString(samples.resolve(type.schemaFile().replace(".schema", "")));
  }

  private static String schema(EventType type) throws IOException {
    try (InputStream schema = EventType.class.getResourceAsStream(type.schemaFile())) {
      return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
