package dev.sluice.local.access;

import java.util.List;

/// What a request asks of its service: what is recorded of it, and what its sender needs.
///
/// @param operation as the service's API reference calls it
/// @param resource names of queues, tables, functions or buses, with commas between; empty for none
/// @param needed every one of them has to be given; nothing where the service refuses the request
///   in any case, since it can't be read or there is no such operation
public record Asked(String operation, String resource, List<Access> needed) {
  public Asked {
    needed = List.copyOf(needed);
  }
}
