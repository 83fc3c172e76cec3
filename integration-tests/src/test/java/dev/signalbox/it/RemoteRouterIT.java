package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.client.ChatCall;
import dev.signalbox.it.process.Gateway;
import dev.signalbox.it.process.RouterServer;
import dev.signalbox.it.process.Server;
import dev.signalbox.it.process.Worker;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The router as a service of its own decides for a gateway that has none in its process. */
class RemoteRouterIT {

  @Test
  void aGatewayRoutesThroughTheRouterService() {
    try (Server small = Worker.simulated("sim-small").start();
        Server large = Worker.simulated("sim-large").start();
        Server router =
            RouterServer.create()
                .set("signalbox.router.small", small.where("sim-small"))
                .set("signalbox.router.large", large.where("sim-large"))
                .start();
        Server gateway =
            Gateway.create()
                .router(router.url())
                // a fresh router's first decision may be slow
                .set("signalbox.routing.timeout", "20s")
                .start()) {
      HttpResponse<String> answer = ChatCall.of("sim-large", "hi").send(gateway.base());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-signalbox-expert")).contains("sim-large");
      assertThat(ChatCall.of("auto", "hi").send(gateway.base()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutItsRouterAGatewayAnswers503() {
    try (Server small = Worker.simulated("sim-small").start();
        Server router =
            RouterServer.create()
                .set("signalbox.router.small", small.where("sim-small"))
                .set("signalbox.router.large", small.where("sim-small"))
                .start();
        Server gateway = Gateway.create().router(router.url()).start()) {
      router.close();
      HttpResponse<String> answer = ChatCall.of("auto", "hi").send(gateway.base());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
    }
  }
}
