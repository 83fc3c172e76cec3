package dev.signalbox.router.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.router.core.binding.StartedExperts;
import dev.signalbox.router.core.catalog.Endpoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StartedExpertsParserTest {
  private final StartedExpertsParser parser =
      new StartedExpertsParser("SIGNALBOX_SMALL_API_KEY"::equals);

  @Test
  void readsTiersAndReplicas() {
    StartedExperts started =
        parser.parse(properties("http://h:1/v1#a", null, "org/b:1=http://h:2/v1#x=y"));

    assertThat(started.small())
        .isEqualTo(Endpoint.parse("http://h:1/v1#a", "env:SIGNALBOX_SMALL_API_KEY"));
    assertThat(started.large()).isNull();
    assertThat(started.replicas())
        .containsExactly(
            new StartedExperts.StartedReplica(
                "org/b:1", Endpoint.parse("http://h:2/v1#x=y", null)));
  }

  @Test
  void namesThePropertyThatIsWrong() {
    assertThatThrownBy(() -> parser.parse(properties(null, "h:1", null)))
        .hasMessageStartingWith("signalbox.router.large: \"h:1\" (expected: http");
    assertThatThrownBy(() -> parser.parse(properties(null, null, "http://h/v1")))
        .hasMessageStartingWith("signalbox.router.replicas[0]: \"http://h/v1\" (expected: ID=");
  }

  private static RouterProperties properties(
      @Nullable String small, @Nullable String large, @Nullable String replica) {
    Map<String, String> values = new HashMap<>();
    put(values, "signalbox.router.small", small);
    put(values, "signalbox.router.large", large);
    put(values, "signalbox.router.replicas[0]", replica);
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("signalbox.router", RouterProperties.class);
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
