package dev.sluice.core.upload;

import java.util.List;
import java.util.Optional;

/// A page of a list.
///
/// @param next where the next page starts; nothing on the last page
public record UploadPage(List<Upload> uploads, Optional<Cursor> next) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}
