package dev.signalbox.worker.server.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * Refuses new requests before the web server begins to wait for the running ones, so that a client
 * with an open connection is sent elsewhere.
 */
public final class DrainFirst implements SmartLifecycle {
  private final ModelHost host;
  private volatile boolean running;

  public DrainFirst(ModelHost host) {
    this.host = host;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    host.refuseNew();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
