package dev.sluice.local.access;

import java.util.List;

/// What requests to one service need. Every permission of the list has to be given.
public sealed interface ServiceAccess
    permits SqsAccess, DynamoDbAccess, LambdaAccess, EventsAccess {
  List<Access> of(Call call);

  /// Whether permissions depend on this request's body, which is then read first.
  boolean readsBody(String operation);

  /// An action in the service's own error messages.
  default String actionInMessage(String action) {
    return action;
  }

  /// A resource in the service's own error messages.
  default String resourceInMessage(String resource) {
    return resource;
  }
}
