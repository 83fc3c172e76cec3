package dev.signalbox.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

/** Heads have 10 s, connections 20 s, and time passes when the test says so. */
class ConnectionWatchTest {
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(15));
  private final MockTicker clock = Ticker.newMockTicker();
  private final Line line = new Line(clock);

  /** A connection whose other side takes nothing for as long as the test wants. */
  private static final class Line extends EmbeddedChannel {
    private boolean stuck;

    Line(Ticker clock) {
      super(builder().ticker(clock));
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
      if (!stuck) {
        super.doWrite(in);
      }
    }
  }

  @BeforeEach
  void watch() {
    line.pipeline().addLast(NettyPipeline.HttpTrafficHandler, new ChannelInboundHandlerAdapter());
    ConnectionWatch.watch(line, LIMITS, clock);
  }

  @AfterEach
  void release() {
    line.finishAndReleaseAll();
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clock.advance(1, TimeUnit.SECONDS);
      line.runScheduledPendingTasks();
    }
  }

  private void ask() {
    line.writeInbound(
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.buffer(0)));
  }

  private void answer(HttpResponseStatus status) {
    line.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
  }

  private void queueAnswer() {
    line.writeOneOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    line.flushOutbound();
  }

  @Test
  void aConnectionThatNobodyUsesIsClosed() {
    pass(15);
    assertThat(line.isOpen()).isTrue();

    pass(20);
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void aHeadThatDoesNotComeWholeIsGivenUpSooner() {
    line.pipeline().fireChannelReadComplete();
    pass(16);

    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void anAnswerWithinTheReadOfItsRequestLeavesAConnectionThatIsOnlyUnused() {
    line.pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                ReferenceCountUtil.release(message);
                context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
              }
            });
    ask();
    pass(15);
    assertThat(line.isOpen()).isTrue();

    line.pipeline().fireChannelReadComplete();
    pass(16);
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void anAnswerMayTakeItsTime() {
    ask();
    pass(1_000);

    assertThat(line.isOpen()).isTrue();
  }

  @Test
  void continueIsNoAnswer() {
    ask();
    answer(HttpResponseStatus.CONTINUE);
    line.pipeline().fireChannelReadComplete();
    pass(1_000);

    assertThat(line.isOpen()).isTrue();
  }

  @Test
  void theSecondOfTwoRequestsHasItsTimeToo() {
    ask();
    ask();
    answer(HttpResponseStatus.OK);
    pass(1_000);
    assertThat(line.isOpen()).isTrue();

    answer(HttpResponseStatus.OK);
    pass(40);
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void anAnswerThatIsTakenSlowlyIsNotCut() {
    ask();
    line.stuck = true;
    for (int i = 0; i < 10; i++) {
      queueAnswer();
      pass(15);
      line.stuck = false;
      line.flush();
      line.stuck = true;
    }

    assertThat(line.isOpen()).isTrue();
  }

  @Test
  void whoTakesNothingIsLetGo() {
    ask();
    line.stuck = true;
    queueAnswer();
    pass(15);
    assertThat(line.isOpen()).isTrue();

    pass(30);
    assertThat(line.isOpen()).isFalse();
  }
}
