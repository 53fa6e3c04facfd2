package dev.sluice.core.detect;

import dev.sluice.core.media.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One kind of file: a line of `kinds.txt`.
///
/// @param mediaType its canonical name; IANA's where one is registered
/// @param extensions without a dot, the usual one first; at least one
/// @param aliases what else it is called
/// @param parents the kinds that every file of this kind also is: a docx is a zip
/// @param signatures any one of them leads here; none if another kind's structure finds it
/// @param structure what is looked at behind a signature, if the format has anything there
/// @param source of the signature and the name
public record Kind(
    MediaType mediaType,
    List<String> extensions,
    Set<MediaType> aliases,
    List<MediaType> parents,
    List<Signature> signatures,
    Optional<String> structure,
    String source) {
  public Kind {
    extensions = List.copyOf(extensions);
    aliases = Set.copyOf(aliases);
    parents = List.copyOf(parents);
    signatures = List.copyOf(signatures);
  }

  /// The usual extension, without a dot.
  public String extension() {
    return extensions.getFirst();
  }
}
