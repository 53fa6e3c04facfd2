package dev.sluice.cli.inspect;

import dev.sluice.config.InvalidSettings;
import dev.sluice.core.detect.Rehearsal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The entry point behind `./sluice inspect`. Exit statuses: 0 done, 1 a file could not be read, 2
/// wrong usage, 3 a file was rejected (whatever else happened).
public final class Inspect {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int REJECTED = 3;
  private static final int BUFFER = 64 * 1024;

  /// Where `sluice.yaml` lies.
  private final Path home;

  private final Writer out;
  private final PrintStream err;

  /// Whether somebody watches, so that each line has to appear at once.
  private final boolean terminal;

  private boolean failed;
  private boolean rejected;

  Inspect(Path home, Writer out, PrintStream err, boolean terminal) {
    this.home = home;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /// Inspects what `arguments` name, and exits. The launcher sets `sluice.rehearse` where it has
  /// the JVM remember which classes there are.
  public static void main(String[] arguments) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            BUFFER);
    if (Boolean.getBoolean("sluice.rehearse")) {
      Rehearsal.run();
    }
    int status;
    try {
      Inspect inspect =
          new Inspect(
              Path.of(System.getProperty("sluice.home", "")),
              out,
              err,
              Boolean.getBoolean("sluice.terminal"));
      status = inspect.run(arguments);
    } catch (IOException e) {
      status = FAILED; // Whoever read our lines has gone, as `head` does.
    }
    System.exit(status);
  }

  /// @throws IOException if the lines can't be written
  int run(String... arguments) throws IOException {
    Options options;
    Judging judging;
    try {
      options = Options.parse(arguments);
      if (options.help()) {
        out.write(Options.HELP);
        out.flush();
        return DONE;
      }
      judging = Judging.with(options, home);
    } catch (WrongUsage e) {
      err.println("sluice: " + Visible.line(e.getMessage()) + "; see ./sluice inspect --help");
      return USAGE;
    } catch (InvalidSettings e) {
      err.println("sluice: " + e.getMessage());
      return FAILED;
    }
    FileWalk walk = new FileWalk(this::complain);
    for (String file : options.files()) {
      walk.visit(Path.of(file), path -> inspect(path, judging, options));
    }
    out.flush();
    if (rejected) {
      return REJECTED;
    }
    return failed ? FAILED : DONE;
  }

  private void inspect(Path path, Judging judging, Options options) throws IOException {
    Inspection inspection;
    try {
      inspection = judging.inspect(path);
    } catch (FileFailure e) {
      complain(path, e.getMessage());
      return;
    }
    rejected |= judging.refuses(inspection);
    if (options.json()) {
      out.write(JsonLine.of(inspection));
    } else {
      out.write(TextLine.of(inspection));
      if (options.verbose()) {
        out.write(Details.of(inspection));
      }
    }
    if (terminal) {
      out.flush();
    }
  }

  private void complain(Path path, String reason) {
    failed = true;
    err.println("sluice: " + Visible.line(path.toString()) + ": " + Visible.line(reason));
  }
}
