package dev.signalbox.router.boot;

import dev.signalbox.config.ConfigRejectedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain lines why a process does not start on a wrong configuration. */
final class ConfigFailureAnalyzer extends AbstractFailureAnalyzer<ConfigRejectedException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, ConfigRejectedException cause) {
    return new FailureAnalysis(
        "The configuration is wrong:\n" + cause.getMessage(),
        "Correct these places; `signalbox config check DIR` tells when it is right.",
        cause);
  }
}
