package dev.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.ScriptedUpstream.Call;
import org.junit.jupiter.api.Test;

/**
 * Errors that Reactor takes for the end of the process: their requests are answered all the same.
 */
class FatalErrorsTest extends GatewayTest {
  @Test
  void areInternalErrorsToTheClientWhoseRequestMetThem() throws Exception {
    upstream(Call::plainAnswer);
    gateway()
        .router()
        .cascade(placements -> {
          throw new NoClassDefFoundError("one that a library lacks");
        });

    RawClient.Answer answer = client().chat("").read();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("\"code\":\"internal_error\"").doesNotContain("library");
  }
}
