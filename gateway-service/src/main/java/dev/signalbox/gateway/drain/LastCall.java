package dev.signalbox.gateway.drain;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Ends what is under way some time before the web server gives up waiting for it, so that clients
 * are told. It begins to count when the web server begins to wait, and has stopped once nothing is
 * under way: the connections to upstreams must not be closed before a client that left is seen off.
 */
public final class LastCall implements SmartLifecycle {
  private final UnderWay underWay;
  private final Duration patience;
  private final Scheduler timer;
  private volatile Disposable call = Disposables.disposed();
  private volatile boolean running;

  /**
   * @param limit how long the web server waits
   * @param timer where time passes
   */
  public LastCall(UnderWay underWay, Duration limit, Scheduler timer) {
    this.underWay = underWay;
    this.patience = patience(limit);
    this.timer = timer;
  }

  /** How long what is under way may go on; an eighth of the limit is left for what is said last. */
  static Duration patience(Duration limit) {
    return limit.multipliedBy(7).dividedBy(8);
  }

  @Override
  public int getPhase() {
    return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public void stop(Runnable stopped) {
    running = false;
    call = Mono.delay(patience, timer).subscribe(late -> underWay.end());
    underWay.whenNone(stopped);
  }

  /** The web server waits no longer. */
  public void forget() {
    call.dispose();
  }
}
