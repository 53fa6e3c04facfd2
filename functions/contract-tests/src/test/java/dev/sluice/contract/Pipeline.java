package dev.sluice.contract;

import dev.sluice.contract.memory.MemoryObjectStore;
import dev.sluice.contract.memory.MemoryOutbox;
import dev.sluice.contract.memory.MemoryUploadStore;
import dev.sluice.core.collection.CollectionName;
import dev.sluice.core.collection.CollectionRules;
import dev.sluice.core.collection.OnReject;
import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.collection.ProcessorRules;
import dev.sluice.core.collection.ScannerRules;
import dev.sluice.core.collection.Settings;
import dev.sluice.core.detect.Detector;
import dev.sluice.core.media.MediaTypePattern;
import dev.sluice.core.sign.Credentials;
import dev.sluice.core.sign.Endpoint;
import dev.sluice.core.sign.Presigner;
import dev.sluice.core.task.Backoff;
import dev.sluice.core.task.Processor;
import dev.sluice.core.task.TaskRunner;
import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.Judge;
import dev.sluice.core.upload.NewUpload;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.TransferUrls;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.Uploads;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The whole domain over the ports in memory, on a clock that a test moves.
final class Pipeline {
  static final TenantId ACME = new TenantId("acme");
  static final int ATTEMPTS = 3;
  static final Duration SCAN_DEADLINE = Duration.ofHours(1);

  final MemoryUploadStore store = new MemoryUploadStore();
  final MemoryObjectStore objects = new MemoryObjectStore();
  final MemoryOutbox outbox = new MemoryOutbox();
  final Uploads uploads;
  final Judge judge;
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  Pipeline() {
    this(store -> store);
  }

  /// Wraps the store, so that a test can fail a call of it.
  interface Around {
    UploadStore store(UploadStore store);
  }

  Pipeline(Around around) {
    Settings settings = settings();
    InstantSource clock = () -> now;
    UploadStore wrapped = around.store(store);
    judge = new Judge(settings, wrapped, objects, outbox, outbox, new Detector(), clock);
    TransferUrls urls =
        new TransferUrls(
            new Presigner(
                "us-east-1", Endpoint.pathStyle(URI.create("http://127.0.0.1:4566"), "uploads")),
            () -> new Credentials("test", "test", Optional.empty()));
    uploads = new Uploads(settings, wrapped, objects, urls, judge, Uploading::newId, clock);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Uploads.Planned create(String fileName, long size, String type) {
    return uploads.create(
        ACME, new NewUpload(Optional.empty(), fileName, size, Optional.of(type), Optional.empty()));
  }

  /// Created, and its bytes sent by the single PUT.
  Upload.Pending sent(String fileName, byte[] bytes, String type) {
    Upload.Pending upload = create(fileName, bytes.length, type).upload();
    objects.putObject(upload.declaration().key(), bytes);
    return upload;
  }

  /// Sends every part of the plan, zeros all.
  void sendParts(Upload.Pending upload, Plan.Multipart plan) {
    for (int number = 1; number <= plan.partCount(); number++) {
      long size = plan.sizeOfPart(number, upload.declaration().size());
      objects.putPart(plan.multipartId(), number, new byte[Math.toIntExact(size)]);
    }
  }

  TaskRunner runner(Processor processor) {
    return runner(store, outbox, processor);
  }

  static TaskRunner runner(UploadStore store, Announcements announcements, Processor processor) {
    return new TaskRunner(
        store,
        announcements,
        processor,
        ATTEMPTS,
        new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), RandomGenerator.getDefault()));
  }

  private static Settings settings() {
    ProcessorName digest = new ProcessorName("digest");
    ProcessorName image = new ProcessorName("image");
    Map<CollectionName, CollectionRules> collections = new LinkedHashMap<>();
    for (CollectionRules rules :
        List.of(
            rules(
                "default", List.of("image/png", "application/pdf", "text/plain"), OnReject.DELETE),
            rules("kept", List.of("application/pdf"), OnReject.KEEP),
            rules("any", List.of("*/*"), OnReject.DELETE),
            scanned())) {
      collections.put(rules.name(), rules);
    }
    Map<ProcessorName, ProcessorRules> processors = new LinkedHashMap<>();
    processors.put(digest, processor(digest, "*/*"));
    processors.put(image, processor(image, "image/png"));
    return new Settings(
        collections,
        processors,
        Optional.of(
            new ScannerRules(
                new ScannerRules.Service.Clamd("clamd.internal", 3310), SCAN_DEADLINE)));
  }

  private static CollectionRules scanned() {
    CollectionRules rules =
        rules("scanned", List.of("application/pdf", "text/plain"), OnReject.DELETE);
    return new CollectionRules(
        rules.name(),
        rules.allow(),
        rules.maxSize(),
        rules.process(),
        rules.onReject(),
        true,
        rules.content());
  }

  private static CollectionRules rules(String name, List<String> allow, OnReject onReject) {
    return new CollectionRules(
        new CollectionName(name),
        allow.stream().map(MediaTypePattern::parse).toList(),
        1L << 30,
        List.of(new ProcessorName("digest"), new ProcessorName("image")),
        onReject);
  }

  private static ProcessorRules processor(ProcessorName name, String type) {
    return new ProcessorRules(
        name,
        List.of(MediaTypePattern.parse(type)),
        ATTEMPTS,
        2,
        Duration.ofMinutes(1),
        512L << 20);
  }
}
