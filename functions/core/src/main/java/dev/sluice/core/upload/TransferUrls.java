package dev.sluice.core.upload;

import dev.sluice.core.media.MediaType;
import dev.sluice.core.sign.ContentDisposition;
import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Grant;
import dev.sluice.core.sign.PartSigner;
import dev.sluice.core.sign.PresignedRequest;
import dev.sluice.core.sign.Presigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The presigned requests that a client sends to S3 itself.
public final class TransferUrls {
  /// Time to send a part over a slow line. A URL never outlives the credentials that signed it, and
  /// a function's last hours; a client asks for new ones.
  private static final Duration WRITE_VALIDITY = Duration.ofHours(1);

  /// A download begins right after its redirect.
  private static final Duration READ_VALIDITY = Duration.ofMinutes(5);

  private final Presigner presigner;
  private final Supplier<Credentials> credentials;

  /// @param credentials asked for each time, since temporary ones change
  public TransferUrls(Presigner presigner, Supplier<Credentials> credentials) {
    this.presigner = presigner;
    this.credentials = credentials;
  }

  /// A PUT of exactly the declared bytes: size, type, checksum and create-only are signed.
  PresignedRequest put(Declaration declaration, Instant now) {
    return presigner.put(
        declaration.key().value(),
        declaration.size(),
        declaration.declaredType().toString(),
        declaration.checksum().map(Checksum::base64),
        grant(now, WRITE_VALIDITY));
  }

  /// PUTs of parts, each of exactly its size.
  ///
  /// @param from first part number
  List<PresignedRequest> parts(
      Declaration declaration, Plan.Multipart plan, int from, int count, Instant now) {
    PartSigner signer =
        presigner.parts(
            declaration.key().value(), plan.multipartId().value(), grant(now, WRITE_VALIDITY));
    return IntStream.range(from, from + count)
        .mapToObj(number -> signer.sign(number, plan.sizeOfPart(number, declaration.size())))
        .toList();
  }

  /// A GET that honours `Range`, answered as a download of this name. The type is what was found,
  /// and the disposition keeps a browser from showing it as a page of our origin.
  PresignedRequest get(ObjectKey key, MediaType type, FileName name, Instant now) {
    return presigner.get(
        key.value(),
        Optional.of(type.toString()),
        Optional.of(ContentDisposition.ATTACHMENT.header(name.value())),
        grant(now, READ_VALIDITY));
  }

  private Grant grant(Instant now, Duration validity) {
    return new Grant(credentials.get(), now, validity);
  }
}
