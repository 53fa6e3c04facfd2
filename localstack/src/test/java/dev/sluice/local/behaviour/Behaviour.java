package dev.sluice.local.behaviour;

import java.util.List;

/// One thing that AWS's documentation promises.
///
/// @param name a sentence; in a list there is one of that name
/// @param source where AWS says it
/// @param probe fails if it is not so
/// @param <T> what the probe is made of
record Behaviour<T>(String name, String source, Probe<T> probe) {
  /// Asks a service.
  interface Probe<T> {
    /// @throws Exception whatever it throws, an AssertionError too: the service is not so
    void ask(T service) throws Exception;
  }

  /// What belongs together in the list.
  record Section<T>(String title, List<Behaviour<T>> behaviours) {}
}
