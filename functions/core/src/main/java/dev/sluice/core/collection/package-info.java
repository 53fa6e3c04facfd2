/// What `sluice.yaml` says: collections (what may be uploaded) and processors (what is done with
/// it).
@NullMarked
package dev.sluice.core.collection;

import org.jspecify.annotations.NullMarked;
