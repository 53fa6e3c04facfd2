package dev.sluice.contract.memory;

import dev.sluice.core.upload.Announcements;
import dev.sluice.core.upload.Task;
import dev.sluice.core.upload.TaskOrder;
import dev.sluice.core.upload.TaskQueues;
import dev.sluice.core.upload.Upload;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what was sent, to processors and to the world.
public final class MemoryOutbox implements TaskQueues, Announcements {
  private final List<TaskOrder> orders = new CopyOnWriteArrayList<>();
  private final List<String> announced = new CopyOnWriteArrayList<>();

  @Override
  public void send(TaskOrder order) {
    orders.add(order);
  }

  @Override
  public void ready(Upload.Ready upload, List<Task> tasks) {
    announced.add("ready " + upload.id());
  }

  @Override
  public void rejected(Upload.Rejected upload) {
    announced.add("rejected " + upload.id());
  }

  @Override
  public void processed(Upload.Ready upload, List<Task> tasks) {
    announced.add("processed " + upload.id());
  }

  public List<TaskOrder> orders() {
    return List.copyOf(orders);
  }

  /// `ready ID`, `rejected ID`, `processed ID`, in their order.
  public List<String> announced() {
    return List.copyOf(announced);
  }
}
