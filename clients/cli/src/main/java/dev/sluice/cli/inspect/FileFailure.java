package dev.sluice.cli.inspect;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// One file of several could not be read; the others go on.
final class FileFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  FileFailure(String reason) {
    super(reason);
    this.reason = reason;
  }

  static FileFailure of(Exception e) {
    return new FileFailure(reason(e));
  }

  /// Says in words what the JDK says by an exception's type.
  static String reason(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "no permission to read it";
      case UncheckedIOException e -> ofCause(e);
      case DirectoryIteratorException e -> ofCause(e);
      case FileSystemException e -> text(e, e.getReason());
      default -> text(failure, failure.getMessage());
    };
  }

  private static String ofCause(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? text(failure, failure.getMessage()) : reason(cause);
  }

  private static String text(Throwable failure, @Nullable String text) {
    return text == null ? failure.getClass().getSimpleName() : text;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
