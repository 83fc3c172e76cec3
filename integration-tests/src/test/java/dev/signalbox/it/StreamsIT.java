package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.rig.SharedRig;
import dev.signalbox.it.rig.ToyRig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A hundred streams at once on the real engine: each answer equals the one made alone. */
@ExtendWith(SharedRig.class)
@ResourceLock(ToyRig.PREFIX_CACHE)
class StreamsIT {
  private static final int STREAMS = 100;
  private static final int TOKENS = 40;

  @Test
  void aHundredStreamsAtOnceEqualThoseMadeAlone(ToyRig rig) throws Exception {
    String base = rig.up().base();
    List<String> alone = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      alone.add(call(i).text(base));
    }
    assertThat(alone).allMatch(text -> !text.isBlank());
    assertThat(alone.stream().distinct().count()).isGreaterThan(STREAMS / 2);

    List<Callable<String>> together = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      int number = i;
      together.add(() -> call(number).streamed(base));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = threads.invokeAll(together);
      for (int i = 0; i < STREAMS; i++) {
        assertThat(answers.get(i).get()).as("stream %d", i).isEqualTo(alone.get(i));
      }
    }
  }

  private static ChatCall call(int number) {
    ChatCall call =
        ChatCall.of(number % 2 == 0 ? "small" : "large", "Tell me about city " + number + ".")
            .with("seed", number)
            .with("max_tokens", TOKENS);
    call.body().put("temperature", number % 4 < 2 ? 0.0 : 0.8);
    return call;
  }
}
