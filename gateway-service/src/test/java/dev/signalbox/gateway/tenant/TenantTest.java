package dev.signalbox.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.refusal.RefusedException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantTest {
  @Test
  void mayNameThePolicyThatServesItAnyway() {
    Tenant listed = new Tenant("acme", Set.of(), null, Set.of("mids"), false);
    Tenant frugal = new Tenant("acme", Set.of(), "frugal", Set.of("mids"), false);

    assertThat(listed.policyFor(null)).isNull();
    assertThat(listed.policyFor("default")).isEqualTo("default");
    assertThat(listed.policyFor("mids")).isEqualTo("mids");
    assertThat(frugal.policyFor("frugal")).isEqualTo("frugal");
    assertThatThrownBy(() -> frugal.policyFor("default"))
        .isInstanceOf(RefusedException.class)
        .extracting(refused -> ((RefusedException) refused).refusal().message())
        .asString()
        .contains("\"default\"");
  }
}
