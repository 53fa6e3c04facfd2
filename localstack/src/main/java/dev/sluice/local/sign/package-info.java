/// Signature Version 4 of any AWS service: in headers, in queries, in forms, and over chunks.
@NullMarked
package dev.sluice.local.sign;

import org.jspecify.annotations.NullMarked;
