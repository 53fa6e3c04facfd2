/// Who may do what: bucket policies, public access, and the seam for IAM.
@NullMarked
package dev.sluice.local.s3.access;

import org.jspecify.annotations.NullMarked;
