package dev.signalbox.it;

import dev.signalbox.it.client.ProbeReport;
import dev.signalbox.it.client.Sandbox;
import dev.signalbox.it.rig.ClientRig;
import dev.signalbox.it.rig.SharedRig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official OpenAI client for Node against a running gateway. */
@ExtendWith(SharedRig.class)
class NodeClientIT {
  private static ProbeReport report;

  @BeforeAll
  static void probe(ClientRig rig) {
    report = ProbeReport.of(Sandbox.node("probe.mjs"), rig, "endless-node");
  }

  @Test
  void streamsTheSameAnswerAsItGetsAtOnce() {
    report.hasEqualAnswers();
  }

  @Test
  void listsModelsAndReadsUsage() {
    report.listsModelsAndUsage();
  }

  @Test
  void getsEachOfManyStreamsWhole() {
    report.hasAllOfMany();
  }

  @Test
  void raisesItsOwnExceptions() {
    report.refusedAs("unknown_key", "AuthenticationError", 401, "invalid_api_key");
    report.refusedAs("unknown_model", "NotFoundError", 404, "model_not_found");
    report.refusedAs("bad_request", "BadRequestError", 400, "invalid_request");
    report.refusedAs("busy", "RateLimitError", 429, "rate_limited").retriesAfter("7");
    report.refusedAs("down", "InternalServerError", 503, "no_replica").retriesLater();
  }

  @Test
  void seesThatAStreamBroke() {
    report.sawTheBreak();
  }

  @Test
  void cancelReachesTheUpstream() throws InterruptedException {
    report.cancelWasSeenUpstream();
  }
}
