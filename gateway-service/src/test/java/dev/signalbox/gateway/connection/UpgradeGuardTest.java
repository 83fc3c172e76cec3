package dev.signalbox.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose wish for HTTP/2 is heard. */
class UpgradeGuardTest {
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new HttpServerUpgradeHandler(new HttpServerCodec(), name -> null));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private boolean asksAfter(String header, String value) {
    List<Boolean> asks = new ArrayList<>();
    behindTheGuard(
        message -> asks.add(((HttpRequest) message).headers().contains(HttpHeaderNames.UPGRADE)));
    channel.writeInbound(request(header, value), request("accept", "*/*"));
    assertThat(asks).hasSize(2);
    assertThat(asks.getLast()).isTrue();
    return asks.getFirst();
  }

  /** Guards the channel, and tells what comes through. */
  private void behindTheGuard(Consumer<Object> seen) {
    UpgradeGuard.guard(channel);
    channel
        .pipeline()
        .addBefore(
            channel.pipeline().context(HttpServerUpgradeHandler.class).name(),
            "seen",
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                seen.accept(message);
              }
            });
  }

  private static HttpRequest request(String header, String value) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
    request.headers().set(HttpHeaderNames.UPGRADE, "h2c").set(header, value);
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "content-length, 0, true",
    "content-length, 65536, true",
    "content-length, 65537, false",
    "content-length, 9999999999, false",
    "transfer-encoding, chunked, false",
    "accept, */*, true"
  })
  void onlyShortBodiesMayBringTheWish(String header, String value, boolean heard) {
    assertThat(asksAfter(header, value)).isEqualTo(heard);
  }

  @Test
  void aHeadThatCouldNotBeReadIsLeftToWhoRefusesIt() {
    HttpRequest broken = request("content-length", "2, 3");
    broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("two lengths")));
    List<Object> seen = new ArrayList<>();
    behindTheGuard(seen::add);

    channel.writeInbound(broken);

    assertThat(seen).containsExactly(broken);
  }

  @Test
  void whereNothingUpgradesThereIsNoGuard() {
    EmbeddedChannel plain = new EmbeddedChannel();
    UpgradeGuard.guard(plain);

    assertThat(plain.pipeline().names()).doesNotContain("signalbox.upgradeGuard");
    plain.finishAndReleaseAll();
  }
}
