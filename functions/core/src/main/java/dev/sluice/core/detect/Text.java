package dev.sluice.core.detect;

import java.util.List;
import java.util.Optional;

/// Text: valid in its encoding and free of control characters, at the head and at the tail. What a
/// browser or an interpreter would run is named as that, never as plain text; of what nobody runs,
/// a kind is named where its form leaves little doubt.
final class Text implements Structure {
  private static final int TAIL = 2048;

  /// As many bytes say what a file begins as that turns binary later.
  private static final int SHORTEST_START = 16;

  /// The more telling first.
  private static final List<TextForm> FORMS =
      List.of(
          new Scripts(),
          new Markup(),
          new Beginnings(),
          new Json(),
          new Messages(),
          new Listings(),
          new Models(),
          new SourceCode(),
          new Tables());

  @Override
  public Optional<Finding> examine(Evidence evidence) {
    Optional<Characters> start = Encodings.read(evidence);
    if (start.isEmpty()) {
      return binaryBehind(evidence);
    }
    Finding finding = finding(start.get()).with(new Fact.Encoding(start.get().charset()));
    if (start.get().whole()) {
      return Optional.of(finding);
    }
    Optional<Window> tail = evidence.tail(TAIL);
    if (tail.isPresent() && Encodings.goesOn(tail.get(), start.get())) {
      return Optional.of(withScriptIn(tail.get(), finding));
    }
    long at = evidence.size() - TAIL;
    return Optional.of(
        isPlain(finding)
            ? Finding.undetermined(at, "begins as text, but does not end as such")
            : finding.with(Hazard.DAMAGED, "no text at the end, from " + at + " on"));
  }

  /// Of wide characters, each second byte is left out: markup has none that need it.
  private static Finding withScriptIn(Window tail, Finding finding) {
    boolean told = finding.dangers().stream().anyMatch(it -> it.hazard() == Hazard.SCRIPT);
    String text = tail.ascii(tail.offset(), tail.length()).replace("\0", "");
    return told ? finding : Markup.withScript(finding, text, tail.offset());
  }

  private static Finding finding(Characters characters) {
    for (TextForm form : FORMS) {
      Optional<Finding> finding = form.of(characters);
      if (finding.isPresent()) {
        return finding.get();
      }
    }
    return Finding.of("text/plain", Confidence.STRUCTURE, 0, "text in " + characters.charset());
  }

  /// A script that carries a program behind it, a page with bytes that no page has: who opens it
  /// runs what it begins with.
  private static Optional<Finding> binaryBehind(Evidence evidence) {
    Window head = evidence.head();
    int length = 0;
    while (Characters.isTextual(head.u8(length))) {
      length++;
    }
    if (length < SHORTEST_START) {
      return Optional.empty();
    }
    Characters start = Characters.of(head.ascii(0, length), "US-ASCII", false);
    Optional<Finding> active = new Scripts().of(start).or(() -> new Markup().of(start));
    Optional<Finding> any = active.or(() -> new Beginnings().of(start));
    String where = "no text from " + length + " on";
    return any.map(finding -> finding.with(Hazard.DAMAGED, where));
  }

  private static boolean isPlain(Finding finding) {
    return finding.mediaType().toString().equals("text/plain");
  }
}
