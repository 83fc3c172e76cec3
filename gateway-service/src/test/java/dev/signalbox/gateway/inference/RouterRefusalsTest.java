package dev.signalbox.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.trace.RequestTrace;
import dev.signalbox.router.api.RoutingRefusal;
import dev.signalbox.router.api.RoutingRefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the router says is said of the field that the client wrote. */
class RouterRefusalsTest {
  private static Refusal told(Endpoint endpoint, RoutingRefusal why) {
    Exchange exchange = new Exchange("id", endpoint, 0, () -> {}, RequestTrace.NONE);
    Refusal refusal = RouterRefusals.refused(new RoutingRefusedException(why)).refusal();
    return exchange.inClientsWords(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT,messages",
    "COMPLETIONS,prompt",
    "EMBEDDINGS,input",
  })
  void aPromptThatIsTooLongIsCalledAsTheEndpointCallsIt(Endpoint endpoint, String param) {
    Refusal refusal = told(endpoint, new RoutingRefusal.ContextTooLong("too long", 9, 8));

    assertThat(refusal.code()).isEqualTo("context_length_exceeded");
    assertThat(refusal.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json_schema|response_format",
        "tools, json_schema|tools",
        "images|messages",
        "audio|messages",
        "logprobs|logprobs",
        "embeddings|model",
      })
  void whatNobodyHasIsCalledByTheFieldThatWantsIt(String needs, String param) {
    Refusal refusal =
        told(
            Endpoint.CHAT,
            new RoutingRefusal.Unsupported("the request needs " + needs + ", which", needs));

    assertThat(refusal.code()).isEqualTo("unsupported_feature");
    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.message()).isEqualTo(param + ": the request needs " + needs + ", which");
  }

  @ParameterizedTest
  @CsvSource("signalbox.policy")
  void whatIsAFieldAlreadyStays(String param) {
    Refusal refusal = told(Endpoint.CHAT, new RoutingRefusal.Unsupported(param + ": \"x\"", param));

    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.message()).isEqualTo(param + ": \"x\"");
  }
}
