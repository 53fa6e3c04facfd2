package dev.sluice.local.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The queues that clients have made, which no template makes again: a file of attributes for each,
/// beside its journal.
///
/// @param folder none if nothing is kept
record KeptQueues(Optional<Path> folder) {
  private static final String ENDING = ".queue.json";

  void keep(QueueSpec spec) {
    folder.ifPresent(
        it -> {
          ObjectNode attributes = JsonMapper.shared().createObjectNode();
          QueueAttributes.of(spec).forEach(attributes::put);
          Path file = it.resolve(spec.name() + ENDING);
          Path fresh = it.resolve(spec.name() + ENDING + ".new");
          try {
            Files.write(fresh, attributes.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException failed) {
            throw new UncheckedIOException("Cannot keep the queue " + spec.name(), failed);
          }
        });
  }

  boolean has(String name) {
    return folder.filter(it -> Files.exists(it.resolve(name + ENDING))).isPresent();
  }

  void forget(String name) {
    folder.ifPresent(
        it -> {
          try {
            Files.deleteIfExists(it.resolve(name + ENDING));
          } catch (IOException failed) {
            throw new UncheckedIOException("Cannot forget the queue " + name, failed);
          }
        });
  }

  List<QueueSpec> all() {
    List<QueueSpec> specs = new ArrayList<>();
    if (folder.filter(Files::isDirectory).isPresent()) {
      try (Stream<Path> files = Files.list(folder.get())) {
        for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).sorted().toList()) {
          specs.add(read(file));
        }
      } catch (IOException failed) {
        throw new UncheckedIOException("Cannot read the queues in " + folder.get(), failed);
      }
    }
    return specs;
  }

  private static QueueSpec read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(ENDING, "");
    try {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one :
          JsonMapper.shared().readTree(Files.readAllBytes(file)).properties()) {
        attributes.put(one.getKey(), one.getValue().asString());
      }
      return QueueAttributes.apply(
          Fifo.isNamed(name) ? QueueSpec.fifoDefaults(name) : QueueSpec.defaults(name), attributes);
    } catch (JacksonException | SqsException damaged) {
      throw new IOException(
          "%s is damaged. Delete it, and create the queue again to have its messages back."
              .formatted(file),
          damaged);
    }
  }
}
