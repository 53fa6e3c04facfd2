/// Who may do what: what is S3's own of it. Policies are read and decided in
/// `dev.sluice.local.iam`.
@NullMarked
package dev.sluice.local.s3.access;

import org.jspecify.annotations.NullMarked;
