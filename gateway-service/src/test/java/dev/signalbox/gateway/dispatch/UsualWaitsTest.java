package dev.signalbox.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.request.UpstreamBody;
import dev.signalbox.router.api.Placement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsualWaitsTest {
  private final UsualWaits waits = new UsualWaits();

  private record Body(boolean stream, int promptTokens) implements UpstreamBody {
    @Override
    public ByteBuf forUpstream(ByteBufAllocator allocator, Placement placement, byte[] name) {
      return allocator.buffer(0);
    }
  }

  @Test
  void nothingIsUsualBeforeEnoughWasSeen() {
    Body body = new Body(true, 10);
    for (int i = 1; i < UsualWaits.ENOUGH; i++) {
      waits.note("e", body, i);
    }
    assertThat(waits.percentile("e", body, 50)).isNull();

    waits.note("e", body, UsualWaits.ENOUGH);

    assertThat(waits.percentile("e", body, 50)).isEqualTo(Duration.ofNanos(16));
    assertThat(waits.percentile("e", body, 99.9)).isEqualTo(Duration.ofNanos(32));
  }

  @Test
  void oldWaitsAreForgotten() {
    Body body = new Body(false, 10);
    for (int i = 0; i < 256; i++) {
      waits.note("e", body, 1_000_000);
    }
    for (int i = 0; i < 256; i++) {
      waits.note("e", body, 5);
    }
    assertThat(waits.percentile("e", body, 99)).isEqualTo(Duration.ofNanos(5));
  }

  @Test
  void expertsStreamsAndPromptsOfOtherLengthsHaveTheirOwn() {
    for (int i = 0; i < 100; i++) {
      waits.note("e", new Body(true, 10), 7);
    }
    assertThat(waits.percentile("f", new Body(true, 10), 90)).isNull();
    assertThat(waits.percentile("e", new Body(false, 10), 90)).isNull();
    assertThat(waits.percentile("e", new Body(true, 5000), 90)).isNull();
    assertThat(waits.percentile("e", new Body(true, 500), 90)).isEqualTo(Duration.ofNanos(7));
  }
}
