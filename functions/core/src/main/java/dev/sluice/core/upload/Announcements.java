package dev.sluice.core.upload;

import java.util.List;

/// Tells the world outside. At least once each; consumers know a repetition by the event's id.
///
/// Every method throws [Unavailable] if nothing takes the announcement.
public interface Announcements {
  void ready(Upload.Ready upload, List<Task> tasks);

  void rejected(Upload.Rejected upload);

  void processed(Upload.Ready upload, List<Task> tasks);
}
