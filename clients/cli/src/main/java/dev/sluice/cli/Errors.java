package dev.sluice.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/// Says in words what the JDK says by an exception's type.
final class Errors {
  private Errors() {}

  static String describe(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      @Nullable String words = words(cause);
      if (words != null) {
        return words;
      }
    }
    return firstLine(failure);
  }

  /// The first line of what the exception says, or its name.
  static String firstLine(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String words(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case FileAlreadyExistsException e -> e.getFile() + " is there already";
      case NotDirectoryException e -> e.getFile() + " is not a directory";
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case UnresolvedAddressException _ -> "the name is unknown";
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException e ->
          causedBy(e, UnresolvedAddressException.class)
              ? "the name is unknown"
              : "nothing answers there";
      default -> null;
    };
  }

  /// Makes an [IOException] the end of the command.
  static Failure failure(IOException e) {
    return new Failure(describe(e));
  }
}
