package dev.sluice.core.upload;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;

/// All that a processor needs to begin, without a look into the table.
public record TaskOrder(
    UploadId uploadId,
    TenantId tenant,
    ProcessorName processor,
    StoredObject object,
    MediaType mediaType) {}
