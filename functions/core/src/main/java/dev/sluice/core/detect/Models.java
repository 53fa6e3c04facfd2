package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Models of solids and drawings, and tool paths, in text.
final class Models implements TextForm {
  private static final Pattern DRAWING =
      Pattern.compile(
          "(?:[ \\t]*999[ \\t]*\\R[^\\r\\n]*\\R)*+[ \\t]*0[ \\t]*\\R[ \\t]*SECTION[ \\t]*\\R[ \\t]*2[ \\t]*\\R");
  private static final Pattern WAVEFRONT =
      Pattern.compile(
          "(v|vn|vt|vp)(\\s+[-+.\\deE]+){2,7}|f(\\s+-?\\d[-\\d/]*){3,}|l(\\s+-?\\d[-\\d/]*)+|(o|g|s|usemtl|mtllib)\\b.*|#.*");
  private static final Pattern MATERIAL =
      Pattern.compile(
          "(K[ades]|Tf)(\\s+[-+.\\deE]+){3}|(N[si]|d|Tr|illum)\\s+[-+.\\deE]+|(newmtl|map_\\w+|bump|refl)\\s.*|#.*");
  private static final Pattern TOOL =
      Pattern.compile(
          "(N\\d+\\s+)?[GMT]\\d{1,3}(\\.\\d)?(\\s+[A-Z]-?[\\d.]+)*\\s*(;.*|\\(.*)?|;.*|\\(.*\\)|%");
  private static final Pattern MOVE = Pattern.compile("(N\\d+\\s+)?G0?[0123]\\s.*");
  private static final int MINIMUM = 4;

  @Override
  public Optional<Finding> of(Characters characters) {
    String start = characters.start();
    if (start.startsWith("solid") && start.contains("facet") && start.contains("outer loop")) {
      return found("model/stl", "solid, facet");
    }
    if (DRAWING.matcher(start.substring(0, Math.min(400, start.length()))).lookingAt()) {
      return found("image/vnd.dxf", "a section of a drawing");
    }
    List<String> lines =
        characters.lines().stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    boolean vertices = lines.stream().anyMatch(line -> line.startsWith("v "));
    if (vertices && all(lines, WAVEFRONT)) {
      return found("model/obj", "vertices");
    }
    if (lines.stream().anyMatch(line -> line.startsWith("newmtl ")) && all(lines, MATERIAL)) {
      return found("model/mtl", "materials");
    }
    boolean tool = all(lines, TOOL);
    boolean moves = tool && lines.stream().filter(it -> MOVE.matcher(it).matches()).count() >= 2;
    return moves ? found("text/x-gcode", "moves of a tool") : Optional.empty();
  }

  private static boolean all(List<String> lines, Pattern form) {
    return lines.size() >= MINIMUM && lines.stream().allMatch(line -> form.matcher(line).matches());
  }

  private static Optional<Finding> found(String mediaType, String proof) {
    return Optional.of(Finding.of(mediaType, Confidence.STRUCTURE, 0, proof));
  }
}
