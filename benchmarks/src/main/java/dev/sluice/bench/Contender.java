package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Something that says what files are.
interface Contender {
  /// As a figure's name begins with.
  String name();

  /// @param mediaTypes one for each file, in their order; nothing where it has no answer
  /// @param microsPerFile opening the file included
  record Answers(List<Optional<String>> mediaTypes, double microsPerFile) {
    public Answers {
      mediaTypes = List.copyOf(mediaTypes);
    }
  }

  /// Nothing if it is not installed here.
  Optional<Answers> answer(List<Path> files) throws IOException, InterruptedException;
}
