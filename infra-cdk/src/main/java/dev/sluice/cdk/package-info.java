/// Sluice's infrastructure: the [UploadPipeline] construct, the app that deploys it, and the
/// snapshot of its CloudFormation template that reviews read and the embedded cloud runs.
@NullMarked
package dev.sluice.cdk;

import org.jspecify.annotations.NullMarked;
