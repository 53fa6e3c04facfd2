@NullMarked
package dev.sluice.local.s3.checksum;

import org.jspecify.annotations.NullMarked;
