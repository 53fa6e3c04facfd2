package dev.sluice.local.sqs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// SQS for one account and region: standard and FIFO queues, in process through [Queue] and over
/// HTTP through [#handle], in the JSON protocol and in the query protocol. Signatures and
/// permissions are the front door's business.
///
/// Behaviour and limits follow the SQS API reference and developer guide as of 2026. Queue policies
/// and encryption settings are refused by name.
public final class SqsService implements HttpHandler, AutoCloseable {
  /// What a queue needs of the service it stands in.
  record Surroundings(
      String region,
      String account,
      String endpoint,
      InstantSource clock,
      Supplier<String> ids,
      Function<String, Optional<Queue>> queueByArn) {
    String arn(String name) {
      return "arn:aws:sqs:%s:%s:%s".formatted(region, account, name);
    }

    String url(String name) {
      return "%s/%s/%s".formatted(endpoint, account, name);
    }
  }

  private final Surroundings surroundings;
  private final Optional<Path> dataDir;
  private final KeptQueues kept;
  private final Map<String, Queue> queues = new ConcurrentSkipListMap<>();
  private final HttpDoor door;

  /// @param endpoint base of the queue URLs, as functions reach it: `http://127.0.0.1:4566`
  /// @param dataDir where the queues' journals are; empty keeps messages in memory only
  public SqsService(
      String region, String account, URI endpoint, Optional<Path> dataDir, InstantSource clock) {
    this(region, account, endpoint, dataDir, clock, () -> UUID.randomUUID().toString());
  }

  SqsService(
      String region,
      String account,
      URI endpoint,
      Optional<Path> dataDir,
      InstantSource clock,
      Supplier<String> ids) {
    this.surroundings =
        new Surroundings(
            region, account, withoutSlash(endpoint.toString()), clock, ids, this::queueByArn);
    this.dataDir = dataDir;
    this.kept = new KeptQueues(dataDir);
    this.door = new HttpDoor(new Operations(this), ids);
  }

  /// Makes a queue; one that has a journal on disk has its messages back. The same specification
  /// again gives the same queue.
  ///
  /// @throws SqsException `QUEUE_NAME_EXISTS` if there is a queue of that name made differently
  public synchronized Queue createQueue(QueueSpec spec) {
    Queue existing = queues.get(spec.name());
    if (existing != null) {
      if (!existing.spec().equals(spec)) {
        throw new SqsException(
            SqsError.QUEUE_NAME_EXISTS,
            "A queue already exists with the same name and a different value for an attribute: "
                + spec.name());
      }
      return existing;
    }
    MessageStore store = new MessageStore(spec.fifo().isPresent());
    Journal journal =
        dataDir
            .<Journal>map(
                folder ->
                    FileJournal.open(
                        folder.resolve(spec.name() + ".journal"),
                        store,
                        surroundings.clock().instant(),
                        spec.retention()))
            .orElseGet(Journal::none);
    Queue queue = new Queue(surroundings, spec, store, journal);
    queues.put(spec.name(), queue);
    return queue;
  }

  /// Makes the queues again that clients made before a restart, and have no template.
  public synchronized void reopen() {
    kept.all().stream().filter(spec -> !queues.containsKey(spec.name())).forEach(this::createQueue);
  }

  /// Makes a queue for a client, which is there after a restart as well.
  synchronized Queue createForClient(QueueSpec spec) {
    boolean isNew = !queues.containsKey(spec.name());
    Queue queue = createQueue(spec);
    if (isNew) {
      kept.keep(spec);
    }
    return queue;
  }

  /// Gives a queue other attributes: a template's until the next start.
  synchronized void change(Queue queue, QueueSpec spec) {
    queue.change(spec);
    if (kept.has(spec.name())) {
      kept.keep(spec);
    }
  }

  public Optional<Queue> queueByArn(String arn) {
    return queues.values().stream().filter(queue -> queue.arn().equals(arn)).findFirst();
  }

  /// Looks at the path only: one queue has several URLs on a laptop, `localhost` and `127.0.0.1`.
  public Optional<Queue> queueByUrl(String url) {
    String name = nameIn(url);
    return queueByName(name)
        .filter(_ -> withoutSlash(url).endsWith("/" + surroundings.account() + "/" + name));
  }

  /// What a queue's URL says is its name.
  static String nameIn(String url) {
    String path = withoutSlash(url);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// All queues, by name.
  public Collection<Queue> queues() {
    return java.util.List.copyOf(queues.values());
  }

  Optional<Queue> queueByName(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  /// Forgets the queue, its messages and its journal.
  synchronized void deleteQueue(Queue queue) {
    queues.remove(queue.name());
    kept.forget(queue.name());
    queue.deleteForGood();
  }

  static SqsException noSuchQueue() {
    return new SqsException(SqsError.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    door.handle(exchange);
  }

  /// The clock was moved: receives that wait look again.
  public void timeMoved() {
    queues.values().forEach(Queue::timeMoved);
  }

  /// From here on a receive answers at once, those that wait as well: who stops must not wait for
  /// somebody's long poll.
  public synchronized void waitNoMore() {
    queues.values().forEach(Queue::waitNoMore);
  }

  /// Ends waiting receives and closes the journals; nothing acknowledged is lost.
  @Override
  public synchronized void close() {
    queues.values().forEach(Queue::close);
  }
}
