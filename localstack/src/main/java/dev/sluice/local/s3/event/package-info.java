/// Event notifications, as S3 sends them.
@NullMarked
package dev.sluice.local.s3.event;

import org.jspecify.annotations.NullMarked;
