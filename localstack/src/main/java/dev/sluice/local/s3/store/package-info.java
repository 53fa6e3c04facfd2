/// Buckets, versions and uploads as files: bytes are written once and never copied, and what was
/// acknowledged is there after a power cut.
@NullMarked
package dev.sluice.local.s3.store;

import org.jspecify.annotations.NullMarked;
