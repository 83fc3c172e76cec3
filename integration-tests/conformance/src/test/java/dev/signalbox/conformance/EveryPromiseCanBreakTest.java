package dev.signalbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import dev.signalbox.conformance.wrong.Wrong;
import dev.signalbox.conformance.wrong.WrongGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A probe that cannot fail proves nothing: each promise is broken by a gateway made for it. */
class EveryPromiseCanBreakTest {
  private static final Limits IMPATIENT =
      new Limits(
          Duration.ofMillis(1500),
          Optional.of(Duration.ofMillis(200)),
          Optional.of(Duration.ofMillis(100)),
          Optional.of(Duration.ofMillis(200)));

  @Test
  void everyPromiseHasAGatewayThatBreaksIt() {
    List<String> broken = Arrays.stream(Wrong.values()).flatMap(w -> w.breaks().stream()).toList();
    assertThat(broken)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Promises.all().stream().map(Promise::id).toList());
  }

  @TestFactory
  Stream<DynamicTest> isBroken() {
    return Arrays.stream(Wrong.values())
        .flatMap(wrong ->
            wrong.breaks().stream()
                .map(id ->
                    DynamicTest.dynamicTest(
                        id + " by " + wrong,
                        () ->
                            assertThat(verdict(wrong, id, IMPATIENT))
                                .extracting(Verdict::outcome)
                                .isEqualTo(Verdict.Outcome.BROKEN))));
  }

  /** What a gateway is found to do about one promise, by a client with these limits. */
  static Verdict verdict(Wrong wrong, String id, Limits limits) throws IOException {
    Promise promise =
        Promises.all().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    try (ScriptedUpstream upstream = ScriptedUpstream.start(0);
        WrongGateway gateway = wrong.before(upstream.port())) {
      Target target = Target.of("http://127.0.0.1:%d/v1".formatted(gateway.port()), "m", List.of());
      return new Trial(new Stage(target, upstream, limits)).judged(promise);
    }
  }
}
