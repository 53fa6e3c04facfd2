/// Presigned S3 requests: AWS Signature Version 4 in the query string, with the JDK alone.
///
/// [dev.sluice.core.sign.Presigner] signs any request, [dev.sluice.core.sign.PartSigner] the many
/// parts of one upload. Nothing here opens a connection.
@NullMarked
package dev.sluice.core.sign;

import org.jspecify.annotations.NullMarked;
