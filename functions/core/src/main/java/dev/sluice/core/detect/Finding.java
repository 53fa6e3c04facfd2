package dev.sluice.core.detect;

import dev.sluice.core.media.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a file is, as far as its bytes were read.
///
/// @param mediaType canonical; `application/octet-stream` if nothing could be proven
/// @param extension the usual one, without a dot
/// @param proof what shows it; if nothing could be proven, why not
/// @param also what else the same bytes are: another kind whose readers would take the file
public record Finding(
    MediaType mediaType,
    String extension,
    Confidence confidence,
    Proof proof,
    List<Fact> facts,
    List<Also> also) {
  public Finding {
    facts = List.copyOf(facts);
    also = List.copyOf(also);
  }

  /// What shows it.
  ///
  /// @param offset in the file
  /// @param what for people: bytes in hexadecimal, structure
  public record Proof(long offset, String what) {
    @Override
    public String toString() {
      return "offset " + offset + ": " + what;
    }
  }

  /// A second kind.
  public record Also(MediaType mediaType, Proof proof) {}

  /// @param mediaType of a kind in `kinds.txt`
  /// @throws IllegalArgumentException if there is no such kind
  static Finding of(String mediaType, Confidence confidence, long offset, String what) {
    Kind kind =
        Kinds.known()
            .named(mediaType)
            .orElseThrow(() -> new IllegalArgumentException("kinds.txt has no " + mediaType));
    return of(kind, confidence, offset, what);
  }

  static Finding of(Kind kind, Confidence confidence, long offset, String what) {
    return new Finding(
        kind.mediaType(),
        kind.extension(),
        confidence,
        new Proof(offset, what),
        List.of(),
        List.of());
  }

  static Finding undetermined(long offset, String why) {
    return new Finding(
        MediaType.OCTET_STREAM,
        "bin",
        Confidence.UNDETERMINED,
        new Proof(offset, why),
        List.of(),
        List.of());
  }

  public boolean determined() {
    return confidence != Confidence.UNDETERMINED;
  }

  /// The first fact of this kind.
  public <F extends Fact> Optional<F> fact(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  public List<Fact.Danger> dangers() {
    return facts.stream()
        .filter(Fact.Danger.class::isInstance)
        .map(Fact.Danger.class::cast)
        .toList();
  }

  Finding with(Fact fact) {
    return new Finding(
        mediaType,
        extension,
        confidence,
        proof,
        Stream.concat(facts.stream(), Stream.of(fact)).toList(),
        also);
  }

  /// The same kind by another of its extensions.
  Finding called(String otherExtension) {
    return new Finding(mediaType, otherExtension, confidence, proof, facts, also);
  }

  /// The same, as far as its end proves or disproves it.
  Finding rated(Confidence other) {
    return new Finding(mediaType, extension, other, proof, facts, also);
  }

  Finding with(Hazard hazard, String where) {
    return with(new Fact.Danger(hazard, where));
  }

  /// The same bytes are this, too.
  Finding with(Also second) {
    List<Also> more = new ArrayList<>(also);
    more.add(second);
    return new Finding(mediaType, extension, confidence, proof, facts, more);
  }
}
