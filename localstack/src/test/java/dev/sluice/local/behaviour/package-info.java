/// What AWS's documentation says of S3, SQS and event-source mappings, as probes of an endpoint;
/// the list in README.md is made by running them.
@NullMarked
package dev.sluice.local.behaviour;

import org.jspecify.annotations.NullMarked;
