package dev.signalbox.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AimsTest {

  @Test
  void eachTenantGetsItsThresholdAndWhatOtherAimsWouldComeTo() {
    String policy =
        """
        {"id":"default","objective":"at most 30% large",
         "thresholds":{"acme":{"difficulty":0.7,"largeShare":0.3,"qualityKept":0.6,"next":0.65,
           "source":"the last 300 requests of the tenant",
           "draft":{"expert":"tiny","confidence":-0.2,"next":-0.25,"source":"the last 250 drafts"}}},
         "aims":{"acme":[{"largeShare":0.1,"difficulty":0.9,"qualityKept":0.25,
           "pricePer1000Requests":1.5}]},
         "categories":{"math":{"acme":{"difficulty":0.4,"largeShare":0.6,"next":0.45},"*":{}}}}
        """;

    assertThat(Aims.tables(JsonMapper.shared().readTree(policy)))
        .contains("policy default, tenant acme: at most 30% large, by the last 300 requests")
        .contains("threshold 0.7000, next 0.6500: 30% large, 60% of the gain kept")
        .containsOnlyOnce("category math: threshold 0.4000, next 0.4500: 60% large")
        .contains("drafts of tiny stand from a confidence of -0.2000 on, next -0.2500")
        .containsPattern("10%\\s+0.9000\\s+25%\\s+1.5000");
  }

  /** No confidence is above 0, and none is so low. */
  @Test
  void draftsThatAllStandOrNeverDoHaveNoThreshold() {
    String policy =
        """
        {"id":"default","aims":{"acme":[],"beta":[]},"thresholds":{"acme":{
           "draft":{"expert":"tiny","confidence":1.0,"next":-1000.0,"source":"s"}},"beta":{
           "draft":{"expert":"tiny","confidence":-1000.0,"next":1.0,"source":"s"}}}}
        """;

    assertThat(Aims.tables(JsonMapper.shared().readTree(policy)))
        .contains("drafts of tiny stand never, next always, by s")
        .contains("drafts of tiny stand always, next never, by s");
  }
}
