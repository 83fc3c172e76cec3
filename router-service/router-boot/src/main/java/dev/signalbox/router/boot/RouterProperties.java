package dev.signalbox.router.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the router is started with, beside its files.
 *
 * @param small server of the expert that fills the tier small: {@code http://host:port/v1#model};
 *     null to leave the tier to {@code experts/*.yaml}
 * @param large likewise for the tier large
 * @param replicas further replicas of experts: {@code ID=http://host:port/v1#model}, as a
 *     supervisor gives them for the workers that it started
 * @param probeInterval time between two probes of a replica that is well
 * @param probeTimeout time within which a probe must be answered
 * @param thresholdInterval time after which thresholds that were shown come into force
 * @param artefact file of the shared router, as {@code train} writes it; null for the one that
 *     ships
 * @param headsDir folder of the tenants' trained heads; null to judge everybody by the shared
 *     router
 * @param headsInterval time after which a head that was trained or reverted, or another artefact,
 *     is taken up
 */
@ConfigurationProperties("signalbox.router")
public record RouterProperties(
    @Nullable String small,
    @Nullable String large,
    @DefaultValue List<String> replicas,
    @DefaultValue("1s") Duration probeInterval,
    @DefaultValue("5s") Duration probeTimeout,
    @DefaultValue("1m") Duration thresholdInterval,
    @Nullable Path artefact,
    @Nullable Path headsDir,
    @DefaultValue("1s") Duration headsInterval) {

  public RouterProperties {
    require("probe-interval", probeInterval);
    require("probe-timeout", probeTimeout);
    require("threshold-interval", thresholdInterval);
    require("heads-interval", headsInterval);
  }

  /** Whatever happens at an interval of nothing happens without end. */
  private static void require(String name, Duration time) {
    if (time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "signalbox.router." + name + ": " + time + " (expected: at least 1ms)");
    }
  }
}
