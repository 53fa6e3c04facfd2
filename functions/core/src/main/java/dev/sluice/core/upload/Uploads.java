package dev.sluice.core.upload;

import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.sign.PresignedRequest;
import dev.sluice.core.verdict.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What a client may ask for: create, sign parts, complete, abort, look, read, delete.
///
/// A request that is not granted throws [Refused] and has changed nothing.
public final class Uploads {
  /// How long the bytes may take. The parts of an upload that nobody completes are removed by the
  /// bucket's lifecycle rule, which counts in days.
  public static final Duration LIFETIME = Duration.ofHours(24);

  /// Parts signed in one answer.
  public static final int MAXIMUM_PARTS_SIGNED = 1000;

  /// Parts that come with the plan.
  public static final int FIRST_PARTS = 100;

  private final Settings settings;
  private final UploadStore store;
  private final ObjectStore objects;
  private final TransferUrls urls;
  private final Judge judge;
  private final Supplier<UploadId> ids;
  private final InstantSource clock;

  public Uploads(
      Settings settings,
      UploadStore store,
      ObjectStore objects,
      TransferUrls urls,
      Judge judge,
      Supplier<UploadId> ids,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.objects = objects;
    this.urls = urls;
    this.judge = judge;
    this.ids = ids;
    this.clock = clock;
  }

  /// An upload and the requests that its bytes travel by.
  ///
  /// @param requests the PUT, or the first parts
  public record Planned(Upload.Pending upload, List<PresignedRequest> requests) {}

  /// Some parts of an upload, signed.
  ///
  /// @param from the number of the first
  public record SignedParts(
      Declaration declaration, Plan.Multipart plan, int from, List<PresignedRequest> requests) {}

  public Planned create(TenantId tenant, NewUpload asked) {
    CollectionRules rules = rules(asked.collection().orElse("default"));
    FileName fileName = FileName.of(asked.fileName());
    if (asked.size() < 1) {
      throw refused(new Refusal.BadField("size", "the size in bytes, 1 or more"));
    }
    if (asked.size() > rules.maxSize()) {
      throw refused(new Refusal.TooLarge(asked.size(), rules));
    }
    MediaType type = type(asked.type(), fileName);
    if (!Claims.mayBeAllowed(type, rules)) {
      throw refused(new Refusal.TypeNotAllowed(type, rules));
    }
    boolean inParts = Plan.isMultipart(asked.size());
    if (inParts && asked.checksum().isPresent()) {
      throw refused(
          new Refusal.BadField(
              "checksum",
              "binds a single PUT, up to %,d bytes; leave it out for a larger file"
                  .formatted(Plan.PREFERRED_PART_SIZE)));
    }
    Instant now = now();
    Declaration declaration =
        new Declaration(
            ids.get(), tenant, rules.name(), fileName, asked.size(), type, asked.checksum(), now);
    Plan plan =
        inParts
            ? Plan.multipart(objects.startMultipart(declaration.key(), type), asked.size())
            : new Plan.Single();
    Upload.Pending upload = new Upload.Pending(declaration, 1, plan, now.plus(LIFETIME));
    try {
      store.create(upload);
    } catch (RuntimeException e) {
      abandon(upload, e);
      throw e;
    }
    return new Planned(upload, firstRequests(upload, now));
  }

  /// Nobody will ever ask for an upload whose id was not told. What this does not reach is left to
  /// the bucket's lifecycle rule.
  private void abandon(Upload.Pending upload, RuntimeException cause) {
    if (upload.plan() instanceof Plan.Multipart plan) {
      try {
        objects.abortMultipart(upload.declaration().key(), plan.multipartId());
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /// Presigned requests for some parts, in order.
  ///
  /// @param from 1 to the plan's part count
  /// @param count 1 to [#MAXIMUM_PARTS_SIGNED]; fewer come where the plan ends
  public SignedParts signParts(TenantId tenant, UploadId id, long from, long count) {
    Upload upload = find(tenant, id);
    if (!(upload instanceof Upload.Pending pending)) {
      throw refused(new Refusal.WrongState(upload.state(), "sign parts of"));
    }
    if (!(pending.plan() instanceof Plan.Multipart plan)) {
      throw refused(
          new Refusal.BadField(
              "id", "this upload has no parts: it is sent in one PUT, as planned"));
    }
    Instant now = now();
    if (!now.isBefore(pending.expiresAt())) {
      throw refused(new Refusal.WrongState(expire(pending), "sign parts of"));
    }
    if (from < 1 || from > plan.partCount()) {
      throw refused(new Refusal.BadField("from", "a part number, 1 to " + plan.partCount()));
    }
    if (count < 1 || count > MAXIMUM_PARTS_SIGNED) {
      throw refused(new Refusal.BadField("count", "how many parts, 1 to " + MAXIMUM_PARTS_SIGNED));
    }
    int first = (int) from;
    int number = (int) Math.min(count, plan.partCount() - from + 1);
    return new SignedParts(
        pending.declaration(),
        plan,
        first,
        urls.parts(pending.declaration(), plan, first, number, now));
  }

  /// All bytes are there: checks that, and judges. May be repeated: the verdict stays what it is.
  public UploadWithTasks complete(TenantId tenant, UploadId id) {
    UploadWithTasks done =
        switch (find(tenant, id)) {
          case Upload.Pending pending -> assemble(pending);
          case Upload actual -> judge.settle(actual, "complete");
        };
    if (done.upload() instanceof Upload.Expired || done.upload() instanceof Upload.Deleted) {
      throw wrongState(done.upload(), "complete");
    }
    return done;
  }

  public Upload abort(TenantId tenant, UploadId id) {
    return switch (find(tenant, id)) {
      case Upload.Pending pending -> aborted(giveUp(pending));
      case Upload other -> aborted(other);
    };
  }

  public UploadWithTasks status(TenantId tenant, UploadId id) {
    return store
        .findWithTasks(id)
        .filter(found -> found.upload().declaration().tenant().equals(tenant))
        .orElseThrow(() -> refused(new Refusal.NotFound()));
  }

  /// @param limit 1 to 100
  public UploadPage list(TenantId tenant, int limit, Optional<Cursor> from) {
    return store.list(tenant, limit, from);
  }

  /// A presigned GET of the object that was judged.
  public PresignedRequest content(TenantId tenant, UploadId id) {
    Upload.Ready ready = ready(find(tenant, id));
    Declaration declaration = ready.declaration();
    return urls.get(declaration.key(), ready.found(), declaration.fileName(), now());
  }

  /// A presigned GET of the thumbnail.
  public PresignedRequest thumbnail(TenantId tenant, UploadId id) {
    UploadWithTasks found = status(tenant, id);
    Declaration declaration = ready(found.upload()).declaration();
    Thumbnail thumbnail =
        Thumbnail.of(found.tasks()).orElseThrow(() -> refused(new Refusal.NoThumbnail()));
    return urls.get(thumbnail.key(declaration), thumbnail.type(), new FileName("thumbnail"), now());
  }

  /// Removes the bytes, and the upload from the list, whatever has become of it. May be repeated.
  public void delete(TenantId tenant, UploadId id) {
    UploadWithTasks found = status(tenant, id);
    switch (found.upload()) {
      case Upload.Pending pending -> {
        if (!(giveUp(pending) instanceof Upload.Aborted)) {
          delete(tenant, id);
        }
      }
      case Upload.Uploaded uploaded -> delete(found, uploaded.deleted(now()));
      case Upload.Scanning scanning -> delete(found, scanning.deleted(now()));
      case Upload.Ready ready -> delete(found, ready.deleted(now()));
      case Upload.Rejected rejected -> delete(found, rejected.deleted(now()));
      // A crash may have come between the record and the bytes.
      case Upload.Aborted _, Upload.Expired _, Upload.Deleted _ ->
          removeBytes(found.upload().declaration());
    }
  }

  private void delete(UploadWithTasks found, Upload.Deleted next) {
    Declaration declaration = next.declaration();
    switch (store.delete(found, next)) {
      // In this order: a processor that stores a thumbnail reads the record after that.
      case Transition.Applied _ -> removeBytes(declaration);
      case Transition.Lost _ -> delete(declaration.tenant(), declaration.id());
    }
  }

  private void removeBytes(Declaration declaration) {
    objects.delete(declaration.key());
    objects.delete(Thumbnail.key(declaration, Thumbnail.NAME));
  }

  private UploadWithTasks assemble(Upload.Pending pending) {
    if (!now().isBefore(pending.expiresAt())) {
      throw refused(new Refusal.WrongState(expire(pending), "complete"));
    }
    Declaration declaration = pending.declaration();
    StoredObject object =
        switch (pending.plan()) {
          case Plan.Single _ -> stored(declaration, new Refusal.NoObject());
          case Plan.Multipart plan -> assemble(declaration, plan);
        };
    if (object.size() != declaration.size()) {
      throw refused(new Refusal.SizeMismatch("the object", declaration.size(), object.size()));
    }
    Upload.Uploaded uploaded = pending.uploaded(object);
    return switch (store.move(pending, uploaded)) {
      case Transition.Applied _ -> judge.judge(uploaded);
      case Transition.Lost lost -> judge.settle(lost, "complete");
    };
  }

  private StoredObject assemble(Declaration declaration, Plan.Multipart plan) {
    Optional<List<StoredPart>> parts = objects.listParts(declaration.key(), plan.multipartId());
    if (parts.isEmpty()) {
      return stored(declaration, new Refusal.PartsGone());
    }
    check(declaration, plan, parts.get());
    return switch (objects.completeMultipart(declaration.key(), plan.multipartId(), parts.get())) {
      case ObjectStore.Completion.Completed completed -> completed.object();
      case ObjectStore.Completion.Gone _ -> stored(declaration, new Refusal.PartsGone());
    };
  }

  /// S3's own list against the plan: a client's list is never believed.
  private static void check(Declaration declaration, Plan.Multipart plan, List<StoredPart> parts) {
    boolean[] there = new boolean[plan.partCount() + 1];
    for (StoredPart part : parts) {
      if (part.number() > plan.partCount()) {
        throw refused(new Refusal.SizeMismatch("part " + part.number(), 0, part.size()));
      }
      long announced = plan.sizeOfPart(part.number(), declaration.size());
      if (part.size() != announced) {
        throw refused(new Refusal.SizeMismatch("part " + part.number(), announced, part.size()));
      }
      there[part.number()] = true;
    }
    List<Integer> missing = new ArrayList<>();
    for (int number = 1; number <= plan.partCount(); number++) {
      if (!there[number] && missing.size() < MAXIMUM_PARTS_SIGNED) {
        missing.add(number);
      }
    }
    if (!missing.isEmpty()) {
      throw refused(new Refusal.Incomplete(missing));
    }
  }

  /// @param otherwise what to say if it is not there
  private StoredObject stored(Declaration declaration, Refusal otherwise) {
    return objects.head(declaration.key()).orElseThrow(() -> refused(otherwise));
  }

  private static Upload.Aborted aborted(Upload upload) {
    if (upload instanceof Upload.Aborted aborted) {
      return aborted;
    }
    throw wrongState(upload, "abort");
  }

  /// ABORTED, with nothing left of what was sent, or what it has become meanwhile.
  private Upload giveUp(Upload.Pending pending) {
    Upload.Aborted aborted = pending.aborted(now());
    Upload actual =
        switch (store.move(pending, aborted)) {
          case Transition.Applied _ -> aborted;
          case Transition.Lost lost ->
              lost.actual().orElseThrow(() -> refused(new Refusal.NotFound()));
        };
    if (actual instanceof Upload.Aborted) {
      // Also if it was another's, or our own, its answer lost: whoever it was may not have come
      // this far.
      removeUnfinished(pending);
    }
    return actual;
  }

  private State expire(Upload.Pending pending) {
    State state =
        switch (store.move(pending, pending.expired(now()))) {
          case Transition.Applied _ -> State.EXPIRED;
          case Transition.Lost lost -> lost.actual().map(Upload::state).orElse(State.EXPIRED);
        };
    if (state == State.EXPIRED) {
      removeUnfinished(pending);
    }
    return state;
  }

  private void removeUnfinished(Upload.Pending pending) {
    ObjectKey key = pending.declaration().key();
    if (pending.plan() instanceof Plan.Multipart plan) {
      objects.abortMultipart(key, plan.multipartId());
    }
    objects.delete(key);
  }

  private List<PresignedRequest> firstRequests(Upload.Pending upload, Instant now) {
    return switch (upload.plan()) {
      case Plan.Single _ -> List.of(urls.put(upload.declaration(), now));
      case Plan.Multipart plan ->
          urls.parts(upload.declaration(), plan, 1, Math.min(plan.partCount(), FIRST_PARTS), now);
    };
  }

  private CollectionRules rules(String name) {
    return settings.collections().values().stream()
        .filter(rules -> rules.name().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    new Refusal.UnknownCollection(
                        name,
                        settings.collections().keySet().stream()
                            .map(CollectionName::value)
                            .sorted()
                            .toList())));
  }

  private static MediaType type(Optional<String> declared, FileName fileName) {
    if (declared.isPresent()) {
      try {
        return MediaType.parse(declared.get());
      } catch (IllegalArgumentException e) {
        throw refused(new Refusal.BadField("type", "a media type such as image/png"));
      }
    }
    return Claims.ofFileName(fileName.value()).orElse(MediaType.OCTET_STREAM);
  }

  private static Upload.Ready ready(Upload upload) {
    if (upload instanceof Upload.Ready ready) {
      return ready;
    }
    throw refused(new Refusal.NotReady(upload.state()));
  }

  private Upload find(TenantId tenant, UploadId id) {
    return store
        .find(id)
        .filter(upload -> upload.declaration().tenant().equals(tenant))
        .orElseThrow(() -> refused(new Refusal.NotFound()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Refused wrongState(Upload upload, String action) {
    return refused(new Refusal.WrongState(upload.state(), action));
  }

  private static Refused refused(Refusal refusal) {
    return new Refused(refusal);
  }
}
