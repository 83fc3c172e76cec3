package dev.signalbox.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.traffic.Client;
import dev.signalbox.bench.traffic.Ended.Said;
import dev.signalbox.bench.traffic.Ended.Whole;
import dev.signalbox.bench.traffic.Question;
import dev.signalbox.conformance.client.Target;
import dev.signalbox.conformance.upstream.Script;
import dev.signalbox.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Question QUESTION = new Question(1, false, 3);

  private final Answers answers = new Answers();

  @Test
  void answersLikeTheUndisturbedOneAreRight() throws IOException {
    answers.add(QUESTION, new Whole(new Said("fine", "stop", 3), "toy"));
    answers.add(QUESTION, new Whole(new Said("fine", "stop", 3), "toy"));

    assertThat(answers.count()).isEqualTo(2);
    assertThat(wrong()).isEmpty();
  }

  @Test
  void aLostTokenIsNamedWithItsQuestion() throws IOException {
    answers.add(QUESTION, new Whole(new Said("fin", "stop", 3), "toy"));

    assertThat(wrong()).singleElement().asString().contains("fin", "fine", QUESTION.toString());
  }

  @Test
  void anAnswerOfNobodyIsWrong() throws IOException {
    answers.add(QUESTION, new Whole(new Said("fine", "stop", 3), "liar"));

    assertThat(wrong()).singleElement().asString().contains("nobody", "liar");
  }

  private List<String> wrong() throws IOException {
    try (ScriptedUpstream worker = ScriptedUpstream.start(0)) {
      worker.otherwise(call -> Script.completion("fine"));
      Target target = new Target("127.0.0.1", worker.port(), "/v1", "toy", List.of());
      return answers.wrong(Map.of("toy", new Client(target)));
    }
  }
}
