package dev.sluice.local.behaviour;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The list of behaviours as README.md has it: tables between two marks, a row for each behaviour
/// and a column for each service.
final class BehaviourList {
  static final String OWN = "here";

  /// In the order of their columns.
  static final List<String> PEERS =
      List.of("S3Proxy 4.1.0", "S3Mock 5.2.0", "LocalStack 4.14.0", "MiniStack 1.5.33");

  private static final String BEGIN = "<!-- behaviours: made by BehaviourListTest -->\n";
  private static final String END = "<!-- behaviours: end -->\n";
  private static final String YES = "✓";
  private static final String NO = "✗";
  private static final String UNKNOWN = "–";

  /// What only this cloud is asked.
  private static final String OTHER_SERVICES = "Events, SQS and Lambda here";

  private static final List<Section<OwnCloud>> OWN_SECTIONS =
      List.of(
          EventBehaviours.section(),
          QueueBehaviours.section(),
          FifoBehaviours.section(),
          MappingBehaviours.section());

  private BehaviourList() {}

  static Measurement measure(OwnCloud cloud) {
    Measurement own = new Measurement();
    own.ask(S3Behaviours.SECTIONS, () -> cloud.s3().newBucket());
    own.ask(OWN_SECTIONS, () -> cloud);
    return own;
  }

  /// The page with new columns; a column that was not measured stays as it is there.
  static String updated(String page, Map<String, Measurement> columns) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalStateException("README.md has no marks for the list");
    }
    Map<String, List<String>> before = cells(page.substring(begin, end));
    StringBuilder list = new StringBuilder();
    Map<String, int[]> sums = new LinkedHashMap<>();
    for (Section<Bucket> section : S3Behaviours.SECTIONS) {
      table(list, section, true, before, columns, sums);
    }
    for (Section<OwnCloud> section : OWN_SECTIONS) {
      table(list, section, false, before, columns, sums);
    }
    return page.substring(0, begin) + summary(sums) + list + page.substring(end);
  }

  private static <T> void table(
      StringBuilder list,
      Section<T> section,
      boolean withPeers,
      Map<String, List<String>> before,
      Map<String, Measurement> columns,
      Map<String, int[]> sums) {
    List<String> names =
        withPeers ? Stream.concat(Stream.of(OWN), PEERS.stream()).toList() : List.of(OWN);
    list.append("\n### " + section.title() + "\n\n| what AWS does | " + String.join(" | ", names));
    list.append(" |\n| ---" + " | :-:".repeat(names.size()) + " |\n");
    for (Behaviour<T> behaviour : section.behaviours()) {
      String text = "[%s](%s)".formatted(behaviour.name(), behaviour.source());
      List<String> old = before.getOrDefault(text, List.of());
      list.append("| " + text);
      for (int column = 0; column < names.size(); column++) {
        String kept = column < old.size() ? old.get(column) : UNKNOWN;
        Measurement measured = columns.get(names.get(column));
        String cell =
            measured == null
                ? kept
                : Boolean.TRUE.equals(measured.had().get(Measurement.key(section, behaviour)))
                    ? YES
                    : NO;
        list.append(" | " + cell);
        count(sums, withPeers ? names.get(column) : OTHER_SERVICES, cell);
      }
      list.append(" |\n");
    }
  }

  private static void count(Map<String, int[]> sums, String name, String cell) {
    int[] sum = sums.computeIfAbsent(name, absent -> new int[2]);
    sum[0] += cell.equals(YES) ? 1 : 0;
    sum[1] += cell.equals(UNKNOWN) ? 0 : 1;
  }

  private static String summary(Map<String, int[]> sums) {
    List<String> parts = new ArrayList<>();
    int[] others = Objects.requireNonNull(sums.remove(OTHER_SERVICES));
    sums.forEach(
        (name, sum) -> {
          if (sum[1] > 0) {
            parts.add("%s %d of %d".formatted(name, sum[0], sum[1]));
          }
        });
    return "\nS3 %s. %s %d of %d.\n"
        .formatted(String.join(", ", parts), OTHER_SERVICES, others[0], others[1]);
  }

  /// Each row's cells by its first.
  private static Map<String, List<String>> cells(String list) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    list.lines()
        .filter(line -> line.startsWith("| ["))
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .forEach(row -> cells.put(row.getFirst(), row.subList(1, row.size())));
    return cells;
  }
}
