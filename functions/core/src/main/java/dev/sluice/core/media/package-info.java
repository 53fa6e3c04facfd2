/// Media types as RFC 6838 spells them, and the patterns that `sluice.yaml` allows.
@NullMarked
package dev.sluice.core.media;

import org.jspecify.annotations.NullMarked;
