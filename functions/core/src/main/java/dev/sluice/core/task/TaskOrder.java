package dev.sluice.core.task;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.StoredObject;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.UploadId;

/// All that a processor needs to begin, without a look into the table.
public record TaskOrder(
    UploadId uploadId,
    TenantId tenant,
    ProcessorName processor,
    StoredObject object,
    MediaType mediaType) {}
