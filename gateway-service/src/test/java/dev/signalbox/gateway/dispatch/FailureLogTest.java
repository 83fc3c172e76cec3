package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.gateway.log.Repeats;
import dev.signalbox.router.api.Placement;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is told of failures, and what is left out. */
class FailureLogTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(FailureLog.class);

  private final ListAppender<ILoggingEvent> kept = new ListAppender<>();
  private final AtomicLong now = new AtomicLong();
  private final FailureLog failures = new FailureLog(now::get);

  @BeforeEach
  void listen() {
    kept.start();
    LOG.addAppender(kept);
  }

  @AfterEach
  void leave() {
    LOG.detachAppender(kept);
  }

  private void fail(String request, String replica, String cause) {
    failures.tell(
        request,
        new Placement(
            "large",
            replica,
            URI.create("http://user:secret@secret-host:1/v1"),
            "m",
            "env:KEY",
            Set.of(),
            0,
            null,
            0,
            null,
            false),
        cause);
  }

  @Test
  void oneOfEachKindIsToldAtOnceAndTheOthersAreCounted() {
    fail("r1", "a", "http 401");
    fail("r2", "a", "http 401");
    fail("r3", "a", "http 404");
    fail("r4", "b", "http 401");
    now.addAndGet(Repeats.PAUSE.toNanos() - 1);
    fail("r5", "a", "http 401");
    now.addAndGet(1);
    fail("r6", "a", "http 401");
    now.addAndGet(Repeats.PAUSE.toNanos());
    fail("r7", "a", "http 401");

    assertThat(kept.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "request r1: expert large, replica a failed: http 401",
            "request r3: expert large, replica a failed: http 404",
            "request r4: expert large, replica b failed: http 401",
            "request r6: expert large, replica a failed: http 401"
                + " (and 2 more since the last line)",
            "request r7: expert large, replica a failed: http 401");
  }
}
