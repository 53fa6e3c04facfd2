package dev.sluice.core.health;

/// A part that an upload needs. Asked whether calls to it are likely to succeed, by the cheapest
/// call that can tell.
public interface Component {
  /// For people and machines: "s3", "dynamodb", "sqs".
  String name();

  /// @throws RuntimeException if it does not answer
  void check();
}
