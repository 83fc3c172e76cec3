package dev.signalbox.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.gateway.process.TimeSlice;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.netty.resources.LoopResources;

@EnabledOnOs(OS.LINUX)
class LoopSlicesTest {
  @Test
  @Timeout(20)
  void serversLoopsGetShortOnes() throws Exception {
    TimeSlice system = TimeSlice.ofSystem().orElse(null);
    assumeTrue(
        system != null && !system.current().isZero(), "this system has no slices of threads' own");
    LoopResources loops = LoopResources.create("slices", 1, true);
    try {
      EventLoopGroup server = loops.onServer(LoopResources.DEFAULT_NATIVE);

      new LoopSlices(loops).start().join();

      assertThat(server.submit(system::current).get()).isEqualTo(Duration.ofNanos(100_000));
    } finally {
      loops.dispose();
    }
  }
}
