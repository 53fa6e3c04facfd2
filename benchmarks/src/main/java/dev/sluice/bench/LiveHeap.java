package dev.sluice.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What is alive on another JVM's heap: what is left right after a collection. How full a heap is
/// between two collections tells how large it may be, not how much is needed.
final class LiveHeap implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private LiveHeap(JMXConnector connector, MemoryMXBean memory) {
    this.connector = connector;
    this.memory = memory;
  }

  /// Of a JVM of the same user.
  @SuppressWarnings("BanJNDI") // The address is the JVM's own, so nobody else answers.
  static LiveHeap of(long process) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
      try {
        JMXConnector connector =
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        return new LiveHeap(
            connector,
            ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("can't look into process " + process, e);
    }
  }

  /// Collects again and again while something is done.
  ///
  /// @return the most bytes that were alive
  long peakDuring(Callable<?> work) throws Exception {
    AtomicLong peak = new AtomicLong(alive());
    AtomicBoolean done = new AtomicBoolean();
    Thread watch =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    peak.accumulateAndGet(alive(), Math::max);
                    try {
                      Thread.sleep(PAUSE);
                    } catch (InterruptedException enough) {
                      return;
                    }
                  }
                });
    try {
      Object _ = work.call();
    } finally {
      done.set(true);
      watch.join();
    }
    return peak.get();
  }

  private long alive() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
