package dev.sluice.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/// A function's configuration, as Lambda's CreateFunction takes it.
///
/// @param environment all of it, what Lambda itself sets included
/// @param handler `package.Class::handleRequest` or `package.Class`
/// @param code the directory with classes, resources and `lib/*.jar`
public record FunctionConfiguration(
    String name,
    String arn,
    String handler,
    Path code,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    OptionalInt reservedConcurrency,
    AsynchronousConfiguration asynchronous) {}
