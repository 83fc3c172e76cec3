package dev.signalbox.router.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @Test
  void keepsSlashesAndColonsOfTheModelsName() {
    Endpoint endpoint = Endpoint.parse("http://h:8000/v1#org/model:4b#x", null);

    assertThat(endpoint.baseUrl()).hasToString("http://h:8000/v1");
    assertThat(endpoint.model()).isEqualTo("org/model:4b#x");
  }

  @Test
  void leavesTheModelOpenWithoutAName() {
    assertThat(Endpoint.parse("http://h:8000/v1/", null).model()).isNull();
    assertThat(Endpoint.parse("http://h:8000/v1#", null).model()).isNull();
  }

  @Test
  void addsTheVersionToABareHost() {
    assertThat(Endpoint.parse("https://h", null).baseUrl()).hasToString("https://h/v1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h:8000",
        "ftp://h/v1",
        "http:///v1",
        "http://h/v1?k=v",
        "http://h h",
        "http://h:0/v1",
        "http://h:65536/v1",
        "http://h:99999999999/v1"
      })
  void refusesWhatIsNoServer(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: http(s)://host:port/v1#model");
  }

  @Test
  void takesEveryPortThereIs() {
    assertThat(Endpoint.parse("http://h:1/v1", null).baseUrl()).hasPort(1);
    assertThat(Endpoint.parse("http://h:65535/v1", null).baseUrl()).hasPort(65_535);
  }

  @Test
  void doesNotRepeatAPassword() {
    assertThatThrownBy(() -> Endpoint.parse("http://user:pw-1@h/v1", null))
        .hasMessageNotContaining("pw-1");
  }
}
