package dev.sluice.local.access;

/// What requests to one service ask for. Each service has its own beside its operations, which read
/// requests by the same functions: what is checked is what is done.
public interface ServiceAccess {
  Asked of(Call call);

  /// An action in the service's own error messages.
  default String actionInMessage(String action) {
    return action;
  }
}
