package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.collection.ProcessorName;
import dev.sluice.core.limit.Limits;
import dev.sluice.core.media.MediaType;
import dev.sluice.core.upload.Cursor;
import dev.sluice.core.upload.MultipartId;
import dev.sluice.core.upload.Plan;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TenantId;
import dev.sluice.core.upload.Transition;
import dev.sluice.core.upload.Upload;
import dev.sluice.core.upload.UploadId;
import dev.sluice.core.upload.UploadPage;
import dev.sluice.core.upload.UploadStore;
import dev.sluice.core.upload.UploadWithTasks;
import dev.sluice.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an [UploadStore] promises.
public abstract class UploadStoreContract {
  private static final MediaType PNG = MediaType.parse("image/png");
  private static final ProcessorName DIGEST = new ProcessorName("digest");
  private static final ProcessorName IMAGE = new ProcessorName("image");

  /// Empty, or shared with other tests: ids and tenants are new in each test.
  protected abstract UploadStore store();

  @Test
  void what_was_created_is_found_as_it_was() {
    Upload.Pending single = Uploading.pending(new Plan.Single());
    Upload.Pending parts =
        Uploading.pending(new Plan.Multipart(new MultipartId("the-multipart-id"), 5 << 20, 7));
    Upload.Pending checked = Uploading.pendingWithChecksum();

    store().create(single);
    store().create(parts);
    store().create(checked);

    assertThat(store().find(single.id())).contains(single);
    assertThat(store().find(parts.id())).contains(parts);
    assertThat(store().find(checked.id())).contains(checked);
  }

  @Test
  void nothing_is_found_under_an_id_that_nobody_created() {
    UploadId nobodys = Uploading.newId();

    assertThat(store().find(nobodys)).isEmpty();
    assertThat(store().findWithTasks(nobodys)).isEmpty();
  }

  @Test
  void an_id_is_taken_once() {
    Upload.Pending upload = created();
    Upload.Pending other =
        new Upload.Pending(
            upload.declaration(), 1, upload.plan(), upload.expiresAt().plusSeconds(1));

    assertThatThrownBy(() -> store().create(other)).isInstanceOf(IllegalStateException.class);
    assertThat(store().find(upload.id())).contains(upload);
  }

  /// As a client of the store does when an answer was lost.
  @Test
  void creating_the_very_same_again_changes_nothing() {
    Upload.Pending upload = created();

    store().create(upload);

    assertThat(store().find(upload.id())).contains(upload);
  }

  @Test
  void every_state_is_stored_as_it_was() {
    Instant now = Uploading.now();
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Ready ready = judged(uploaded, uploaded.ready(PNG, now, true), List.of());
    Upload.Ready dispatched = moved(ready, ready.withDispatched());
    Upload.Ready announced = moved(dispatched, dispatched.withAnnounced());
    moved(announced, announced.deleted(now));

    Upload.Pending second = created();
    Upload.Uploaded received = moved(second, second.uploaded(Uploading.object(second)));
    Upload.Rejected rejected = judged(received, received.rejected(PNG, reason(), now), List.of());
    Upload.Rejected done = moved(rejected, rejected.withDispatched());
    moved(done, done.deleted(now));

    Upload.Pending third = created();
    moved(third, third.aborted(now));
    Upload.Pending fourth = created();
    moved(fourth, fourth.expired(now));

    Upload.Pending fifth = created();
    Upload.Uploaded waiting = moved(fifth, fifth.uploaded(Uploading.object(fifth)));
    Upload.Scanning scanning = moved(waiting, waiting.scanning(PNG, now));
    Upload.Scanning ordered = moved(scanning, scanning.withOrdered());
    judged(ordered, ordered.ready(now, true), List.of());
  }

  @Test
  void deleting_removes_the_tasks_and_a_task_that_ends_later_does_not_come_back() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Task.Queued image = new Task.Queued(pending.id(), IMAGE);
    Upload.Ready ready =
        judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest, image));
    assertThat(store().finish(image, image.done(Map.of("width", 1L)))).isTrue();
    UploadWithTasks all = store().findWithTasks(ready.id()).orElseThrow();
    Upload.Deleted deleted = ready.deleted(Uploading.now());

    assertThat(store().delete(all, deleted)).isEqualTo(new Transition.Applied());
    assertThat(store().finish(digest, digest.done(Map.of("bytes", 1L)))).isFalse();

    assertThat(store().findWithTasks(ready.id())).contains(new UploadWithTasks(deleted, List.of()));
    assertThat(store().delete(all, deleted)).isEqualTo(new Transition.Lost(Optional.of(deleted)));
  }

  @Test
  void deleting_what_has_moved_on_is_lost_and_leaves_the_tasks() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Upload.Ready ready =
        judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest));
    Upload.Ready dispatched = moved(ready, ready.withDispatched());

    assertThat(
            store()
                .delete(
                    new UploadWithTasks(ready, List.of(digest)), ready.deleted(Uploading.now())))
        .isEqualTo(new Transition.Lost(Optional.of(dispatched)));
    assertThat(
            store()
                .delete(
                    new UploadWithTasks(uploaded, List.of()), uploaded.deleted(Uploading.now())))
        .isEqualTo(new Transition.Lost(Optional.of(dispatched)));
    assertThat(store().findWithTasks(ready.id()))
        .contains(new UploadWithTasks(dispatched, List.of(digest)));
  }

  @Test
  void of_deleting_and_a_task_that_ends_at_once_no_task_remains() throws Exception {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Upload.Ready ready =
        judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest));
    UploadWithTasks all = store().findWithTasks(ready.id()).orElseThrow();
    Upload.Deleted deleted = ready.deleted(Uploading.now());

    List<Boolean> applied =
        Race.of(
            8,
            racer ->
                () ->
                    racer == 0
                        ? store().delete(all, deleted) instanceof Transition.Applied
                        : store().finish(digest, digest.done(Map.of("racer", (long) racer))));

    assertThat(applied.getFirst()).isTrue();
    assertThat(store().findWithTasks(ready.id())).contains(new UploadWithTasks(deleted, List.of()));
  }

  @Test
  void an_upload_that_waits_for_the_scanner_is_listed() {
    TenantId tenant = Uploading.newTenant();
    Upload.Pending pending = Uploading.pending(tenant, Uploading.now());
    store().create(pending);
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Scanning scanning = moved(uploaded, uploaded.scanning(PNG, Uploading.now()));

    assertThat(store().list(tenant, 10, Optional.empty()).uploads()).containsExactly(scanning);
  }

  @Test
  void a_transition_from_a_state_that_has_passed_is_lost_and_says_what_is_stored() {
    Upload.Pending pending = created();
    Upload.Aborted aborted = moved(pending, pending.aborted(Uploading.now()));

    assertThat(store().move(pending, pending.uploaded(Uploading.object(pending))))
        .isEqualTo(new Transition.Lost(Optional.of(aborted)));
    assertThat(store().find(pending.id())).contains(aborted);
  }

  @Test
  void a_transition_from_a_version_that_has_passed_is_lost_though_the_state_is_the_same() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Ready ready = judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of());
    Upload.Ready announced = moved(ready, ready.withAnnounced());

    assertThat(store().move(ready, ready.withDispatched()))
        .isEqualTo(new Transition.Lost(Optional.of(announced)));
  }

  @Test
  void a_transition_of_an_upload_that_is_not_there_is_lost() {
    Upload.Pending nobodys = Uploading.pending(new Plan.Single());

    assertThat(store().move(nobodys, nobodys.aborted(Uploading.now())))
        .isEqualTo(new Transition.Lost(Optional.empty()));
  }

  @Test
  void of_many_racing_transitions_one_is_applied() throws Exception {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = pending.uploaded(Uploading.object(pending));
    Upload.Aborted aborted = pending.aborted(Uploading.now());

    List<Transition> transitions =
        Race.of(16, racer -> () -> store().move(pending, racer % 2 == 0 ? uploaded : aborted));

    assertThat(transitions).filteredOn(Transition.Applied.class::isInstance).hasSize(1);
    Upload stored = store().find(pending.id()).orElseThrow();
    assertThat(transitions)
        .filteredOn(Transition.Lost.class::isInstance)
        .containsOnly(new Transition.Lost(Optional.of(stored)));
  }

  @Test
  void the_verdict_and_its_tasks_are_stored_together() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Ready ready = uploaded.ready(PNG, Uploading.now(), true);
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Task.Queued image = new Task.Queued(pending.id(), IMAGE);

    assertThat(store().judge(uploaded, ready, List.of(image, digest)))
        .isEqualTo(new Transition.Applied());

    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(ready, List.of(digest, image)));
  }

  @Test
  void a_verdict_that_comes_second_is_lost_with_all_its_tasks() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Rejected first =
        judged(uploaded, uploaded.rejected(PNG, reason(), Uploading.now()), List.of());

    assertThat(
            store()
                .judge(
                    uploaded,
                    uploaded.ready(PNG, Uploading.now(), true),
                    List.of(new Task.Queued(pending.id(), DIGEST))))
        .isEqualTo(new Transition.Lost(Optional.of(first)));
    assertThat(store().findWithTasks(pending.id())).contains(new UploadWithTasks(first, List.of()));
  }

  @Test
  void the_end_of_a_task_is_written_by_the_first_who_comes() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Task.Queued image = new Task.Queued(pending.id(), IMAGE);
    Upload.Ready ready =
        judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest, image));

    Task.Done done = digest.done(Map.of("sha256", "00ff", "bytes", 48213L));
    Task.Failed failed = image.failed("corrupt", "the picture can't be decoded");
    assertThat(store().finish(digest, done)).isTrue();
    assertThat(store().finish(digest, digest.failed("late", "came second"))).isFalse();
    assertThat(store().finish(image, failed)).isTrue();
    assertThat(store().finish(image, image.dead("came second"))).isFalse();

    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(ready, List.of(done, failed)));
  }

  @Test
  void a_verdict_on_an_upload_that_is_not_there_is_lost() {
    Upload.Pending nobodys = Uploading.pending(new Plan.Single());
    Upload.Uploaded uploaded = nobodys.uploaded(Uploading.object(nobodys));
    Upload.Ready ready = uploaded.ready(PNG, Uploading.now(), true);
    List<Task.Queued> tasks = List.of(new Task.Queued(nobodys.id(), DIGEST));

    assertThat(store().judge(uploaded, ready, tasks))
        .isEqualTo(new Transition.Lost(Optional.empty()));
    assertThat(store().judge(uploaded, ready, List.of()))
        .isEqualTo(new Transition.Lost(Optional.empty()));
    assertThat(store().findWithTasks(nobodys.id())).isEmpty();
  }

  @Test
  void a_verdict_whose_task_is_there_already_is_a_fault_and_changes_nothing() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Upload.Scanning scanning =
        judged(uploaded, uploaded.scanning(PNG, Uploading.now().plusSeconds(60)), List.of(digest));

    assertThatThrownBy(
            () -> store().judge(scanning, scanning.ready(Uploading.now(), true), List.of(digest)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(pending.id().value());
    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(scanning, List.of(digest)));
  }

  @Test
  void the_end_of_a_task_of_another_version_is_not_written() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    Upload.Ready ready =
        judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest));

    Task.Queued later = new Task.Queued(pending.id(), DIGEST, digest.version() + 1);
    assertThat(store().finish(later, later.done(Map.of()))).isFalse();

    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(ready, List.of(digest)));
  }

  @Test
  void of_many_racing_verdicts_one_is_stored_with_its_tasks() throws Exception {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Upload.Ready ready = uploaded.ready(PNG, Uploading.now(), true);
    Upload.Rejected rejected = uploaded.rejected(PNG, reason(), Uploading.now());
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);

    List<Transition> transitions =
        Race.of(
            16,
            racer ->
                () ->
                    racer % 2 == 0
                        ? store().judge(uploaded, ready, List.of(digest))
                        : store().judge(uploaded, rejected, List.of()));

    assertThat(transitions).filteredOn(Transition.Applied.class::isInstance).hasSize(1);
    UploadWithTasks stored = store().findWithTasks(pending.id()).orElseThrow();
    assertThat(transitions)
        .filteredOn(Transition.Lost.class::isInstance)
        .containsOnly(new Transition.Lost(Optional.of(stored.upload())));
    assertThat(stored)
        .isIn(
            new UploadWithTasks(ready, List.of(digest)), new UploadWithTasks(rejected, List.of()));
  }

  @Test
  void as_many_tasks_as_a_verdict_may_have_are_stored_and_found() {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    List<Task.Queued> tasks =
        IntStream.range(0, Limits.MAXIMUM_TRANSACTION_ITEMS - 1)
            .mapToObj(
                number ->
                    new Task.Queued(pending.id(), new ProcessorName("p%03d".formatted(number))))
            .toList();
    Upload.Ready ready = judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), tasks);

    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(ready, List.copyOf(tasks)));

    // More than DynamoDB answers in one page, 1 MB.
    String detail = "x".repeat(20_000);
    for (Task.Queued task : tasks) {
      assertThat(store().finish(task, task.dead(detail))).isTrue();
    }
    assertThat(store().findWithTasks(pending.id()).orElseThrow().tasks())
        .hasSameSizeAs(tasks)
        .allSatisfy(task -> assertThat(task).isInstanceOf(Task.Dead.class));
  }

  @Test
  void of_many_racing_ends_of_a_task_one_is_stored() throws Exception {
    Upload.Pending pending = created();
    Upload.Uploaded uploaded = moved(pending, pending.uploaded(Uploading.object(pending)));
    Task.Queued digest = new Task.Queued(pending.id(), DIGEST);
    judged(uploaded, uploaded.ready(PNG, Uploading.now(), true), List.of(digest));

    List<Boolean> first =
        Race.of(
            16, racer -> () -> store().finish(digest, digest.done(Map.of("racer", (long) racer))));

    assertThat(first).containsOnlyOnce(true);
    assertThat(store().findWithTasks(pending.id()).orElseThrow().tasks())
        .containsExactly(digest.done(Map.of("racer", (long) first.indexOf(true))));
  }

  @Test
  void the_end_of_a_task_that_nobody_asked_for_is_not_written() {
    Upload.Pending pending = created();
    Task.Queued nobodys = new Task.Queued(pending.id(), DIGEST);

    assertThat(store().finish(nobodys, nobodys.done(Map.of()))).isFalse();
    assertThat(store().findWithTasks(pending.id()))
        .contains(new UploadWithTasks(pending, List.of()));
  }

  @Test
  void uploads_of_the_same_millisecond_are_listed_once_each() {
    TenantId tenant = Uploading.newTenant();
    Instant now = Uploading.now();
    Set<UploadId> created = new HashSet<>();
    for (int number = 0; number < 7; number++) {
      Upload.Pending upload = Uploading.pending(tenant, now);
      store().create(upload);
      created.add(upload.id());
    }

    List<UploadId> listed = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      UploadPage page = store().list(tenant, 2, next);
      page.uploads().forEach(upload -> listed.add(upload.id()));
      next = page.next();
    } while (next.isPresent());

    assertThat(listed).containsExactlyInAnyOrderElementsOf(created);
  }

  @Test
  void a_tenant_sees_its_own_uploads_newest_first_page_by_page() {
    TenantId tenant = Uploading.newTenant();
    Instant start = Uploading.now();
    List<Upload> created = new ArrayList<>();
    for (int number = 0; number < 7; number++) {
      Upload.Pending upload = Uploading.pending(tenant, start.plus(Duration.ofSeconds(number)));
      store().create(upload);
      created.addFirst(upload);
    }
    store().create(Uploading.pending(Uploading.newTenant(), start));

    List<Upload> listed = new ArrayList<>();
    UploadPage page = store().list(tenant, 3, Optional.empty());
    listed.addAll(page.uploads());
    while (page.next().isPresent()) {
      page = store().list(tenant, 3, page.next());
      listed.addAll(page.uploads());
    }

    assertThat(listed).isEqualTo(created);
    assertThat(store().list(tenant, 7, Optional.empty()).uploads()).isEqualTo(created);
    assertThat(store().list(Uploading.newTenant(), 3, Optional.empty()))
        .isEqualTo(new UploadPage(List.of(), Optional.empty()));
  }

  @Test
  void what_has_ended_without_a_file_is_not_listed() {
    TenantId tenant = Uploading.newTenant();
    Upload.Pending aborted = Uploading.pending(tenant, Uploading.now());
    Upload.Pending rejected = Uploading.pending(tenant, Uploading.now());
    store().create(aborted);
    store().create(rejected);
    moved(aborted, aborted.aborted(Uploading.now()));
    Upload.Uploaded uploaded = moved(rejected, rejected.uploaded(Uploading.object(rejected)));
    Upload.Rejected verdict =
        judged(uploaded, uploaded.rejected(PNG, reason(), Uploading.now()), List.of());

    assertThat(store().list(tenant, 10, Optional.empty()).uploads()).containsExactly(verdict);

    moved(verdict, verdict.deleted(Uploading.now()));
    assertThat(store().list(tenant, 10, Optional.empty()).uploads()).isEmpty();
  }

  private Upload.Pending created() {
    Upload.Pending pending = Uploading.pending(new Plan.Single());
    store().create(pending);
    return pending;
  }

  private <U extends Upload> U moved(Upload expected, U next) {
    assertThat(store().move(expected, next)).isEqualTo(new Transition.Applied());
    assertThat(store().find(next.id())).contains(next);
    return next;
  }

  private <U extends Upload> U judged(Upload expected, U next, List<Task.Queued> tasks) {
    assertThat(store().judge(expected, next, tasks)).isEqualTo(new Transition.Applied());
    assertThat(store().find(next.id())).contains(next);
    return next;
  }

  private static Reason reason() {
    return new Reason(Reason.Code.TYPE_MISMATCH, "found image/png, expected application/pdf");
  }
}
