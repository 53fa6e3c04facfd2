package dev.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value of the file, with its path (`collections.default.maxSize`), as a mapping, a list or
/// text.
///
/// Each view reports what is wrong and then goes on with what there is, so that one reading finds
/// every problem.
///
/// @param key the node that a problem of this value is shown at: its key in a mapping, so that a
///   value that begins a line later is still found
record Place(String path, Node key, Node node, Problems problems) {

  static Place document(Node node, Problems problems) {
    return new Place("", node, node, problems);
  }

  void problem(String text) {
    problems.add(key, path, text);
  }

  /// The entries of a mapping. A key that is there twice is reported; the first one counts.
  Map<String, Place> entries(String whatToWrite) {
    Map<String, Place> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem((isNothing() ? "is empty" : "is not a mapping") + "; write " + whatToWrite);
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        problems.add(tuple.getKeyNode(), path, "a key is plain text; write " + whatToWrite);
        continue;
      }
      Place place = new Place(child(name.getValue()), name, tuple.getValueNode(), problems);
      Place first = entries.putIfAbsent(name.getValue(), place);
      if (first != null) {
        place.problem("is there twice; remove one of them");
      }
    }
    return entries;
  }

  /// The items of a list.
  List<Place> items(String whatToWrite) {
    List<Place> items = new ArrayList<>();
    if (!(node instanceof SequenceNode sequence)) {
      problem((isNothing() ? "is empty" : "is not a list") + "; write " + whatToWrite);
      return items;
    }
    for (Node item : sequence.getValue()) {
      items.add(new Place(path + "[" + items.size() + "]", item, item, problems));
    }
    return items;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /// The text of a scalar, as it is written.
  Optional<String> text(String whatToWrite) {
    if (node instanceof ScalarNode scalar && !isNothing()) {
      return Optional.of(scalar.getValue().strip());
    }
    problem((isNothing() ? "is empty" : "is not a single value") + "; write " + whatToWrite);
    return Optional.empty();
  }

  private boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
