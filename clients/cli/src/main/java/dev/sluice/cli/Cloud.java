package dev.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The pipeline, running in this process.
interface Cloud extends AutoCloseable {

  /// Where functions and AWS clients reach it.
  URI endpoint();

  /// Where people, browsers and API clients reach the API; another origin than [#endpoint] on
  /// purpose, so that a bearer token is not carried along to S3 (as on AWS).
  URI apiUrl();

  /// Where the page is.
  URI pageUrl();

  /// Runs each function once in the background, so that the first request finds them warm.
  void warm();

  /// Lets running functions finish; queues keep their messages.
  @Override
  void close();

  /// What to start.
  ///
  /// @param port 0 for a free one
  /// @param data where to keep everything; empty to keep nothing
  /// @param processes whether each function is a process of its own
  /// @param parameters the template's parameters, given the endpoint
  /// @param page answers below `/_page`, given the API's address
  record Settings(
      Path home,
      int port,
      Optional<Path> data,
      boolean processes,
      Function<URI, Map<String, String>> parameters,
      Page page) {}

  /// Starts one.
  interface Starter {
    /// Starts it, and returns when it serves.
    ///
    /// @throws java.net.BindException when the port is taken
    Cloud start(Settings settings) throws IOException;
  }
}
