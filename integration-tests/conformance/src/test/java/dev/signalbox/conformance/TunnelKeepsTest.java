package dev.signalbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.wrong.Wrong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A probe that is never content proves nothing either: a gateway that only carries bytes keeps what
 * it cannot help keeping. Some of that is about tens of milliseconds, so nothing else runs beside
 * it, and nobody is impatient.
 */
@Isolated
@Execution(ExecutionMode.SAME_THREAD)
class TunnelKeepsTest {

  @TestFactory
  Stream<DynamicTest> isKeptByTheTunnel() {
    return Stream.of(
            "streams-as-they-come",
            "crlf-framing",
            "cut-at-every-byte",
            "keeps-comments",
            "keeps-unknown-fields",
            "usage-chunk",
            "slow-client-slows-upstream",
            "broken-stream-not-whole",
            "truncated-body",
            "leaver-while-silent",
            "leaver-before-first-token",
            "busy-passes-retry-after",
            "client-fault-stays",
            "unknown-fields-pass",
            "trace-continues",
            "pipelining",
            "expect-continue")
        .map(id ->
            DynamicTest.dynamicTest(
                id,
                () ->
                    assertThat(EveryPromiseCanBreakTest.verdict(Wrong.TUNNEL, id, Limits.unknown()))
                        .extracting(Verdict::outcome)
                        .isEqualTo(Verdict.Outcome.KEPT)));
  }
}
