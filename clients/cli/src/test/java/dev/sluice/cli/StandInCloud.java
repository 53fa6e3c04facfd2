package dev.sluice.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// A cloud with nothing in it but the page: what `up` needs to see of one.
final class StandInCloud implements Cloud {
  private final HttpServer server;
  private final Settings settings;
  private boolean closed;

  StandInCloud(Settings settings) throws IOException {
    this.settings = settings;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
    server.createContext(Page.PATH, settings.page());
    server.start();
  }

  Settings settings() {
    return settings;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public URI apiUrl() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/_sluice");
  }

  @Override
  public URI pageUrl() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + Page.PATH + "/");
  }

  @Override
  public void warm() {}

  @Override
  public void close() {
    server.stop(0);
    closed = true;
  }
}
