package dev.signalbox.worker.server;

import dev.signalbox.engine.sim.SimEngine;
import dev.signalbox.engine.sim.SimOptions;
import dev.signalbox.worker.api.EngineLoad;
import dev.signalbox.worker.server.lifecycle.EngineOpener;
import dev.signalbox.worker.server.lifecycle.ModelHost;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.core.publisher.Flux;

/** A whole worker on a free port, over an engine of the test's choice; its model is called m. */
public final class WorkerUnderTest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  private WorkerUnderTest(ConfigurableApplicationContext context) {
    this.context = context;
    this.port = Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
  }

  /** A worker that is ready, over a simulated engine. */
  public static WorkerUnderTest with(SimOptions options) {
    WorkerUnderTest worker = opening(() -> SimEngine.open(options));
    worker.await(ModelHost::ready);
    return worker;
  }

  /** A worker whose engine is opened so; ready or not. */
  public static WorkerUnderTest opening(EngineOpener opener, String... arguments) {
    String[] fixed = {
      "--server.port=0",
      "--signalbox.worker.model-id=m",
      "--signalbox.worker.engine=sim",
      "--signalbox.worker.drain-limit=2s"
    };
    return new WorkerUnderTest(
        new SpringApplicationBuilder(WorkerApplication.class)
            .initializers(context -> register((GenericApplicationContext) context, opener))
            .run(Stream.concat(Stream.of(fixed), Stream.of(arguments)).toArray(String[]::new)));
  }

  private static void register(GenericApplicationContext context, EngineOpener opener) {
    context.registerBean(
        "testOpener", EngineOpener.class, () -> opener, bean -> bean.setPrimary(true));
  }

  public int port() {
    return port;
  }

  public ModelHost host() {
    return context.getBean(ModelHost.class);
  }

  /** What answers, without a transport. */
  public HttpHandler handler() {
    return context.getBean(HttpHandler.class);
  }

  public MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  /** Waits until the model is as wished. */
  public void await(Predicate<ModelHost> wish) {
    Flux.interval(Duration.ZERO, Duration.ofMillis(2))
        .map(tick -> host())
        .filter(wish)
        .blockFirst(PATIENCE);
  }

  /** Waits until the engine is as busy as wished. */
  public void awaitLoad(int running, int waiting) {
    await(host -> {
      EngineLoad load = host.load();
      return load != null && load.running() == running && load.waiting() == waiting;
    });
  }

  /** Tokens that the engine has written so far. */
  public long completionTokens() {
    EngineLoad load = host().load();
    return load == null ? 0 : load.completionTokensTotal();
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build());
  }

  public HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public RawConnection raw() {
    return RawConnection.to(port);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
