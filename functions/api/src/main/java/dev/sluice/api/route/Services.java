package dev.sluice.api.route;

import dev.sluice.core.health.Readiness;
import dev.sluice.core.upload.Uploads;

/// What the routes call.
public record Services(Uploads uploads, Readiness readiness) {}
