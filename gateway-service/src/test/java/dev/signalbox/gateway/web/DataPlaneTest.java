package dev.signalbox.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path of a request, in whatever form its target is. */
class DataPlaneTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/route,                     /v1/route",
    "/v1/route?x=http://y/z,        /v1/route",
    "http://x/v1/route,             /v1/route",
    "HTTPS://x:8080/v1/route?a=/b,  /v1/route",
    "http://[::1]:8080/v1/route,    /v1/route",
    "http://x,                      /",
    "http://x?/v1/route,            /",
    "*,                             *",
    "v1/route,                      v1/route"
  })
  void pathIsWhatStandsBehindTheAuthority(String target, String path) {
    assertThat(DataPlane.path(target)).isEqualTo(path);
  }
}
