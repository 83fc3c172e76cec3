package dev.signalbox.router.boot;

import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A server that says what the test tells it to, by path; 404 for the rest. */
public final class FakeServer implements AutoCloseable {
  /** A worker that is ready, with the shape that worker-server gives. */
  public static final String WORKER =
      """
      {"worker": "w", "startedAtMillis": 1, "later": true, "models": [{"id": "tiny",
       "modelVersion": "sha256:ab", "state": "READY", "contextLength": 2048, "parameters": 77,
       "slots": 4, "running": 1, "waiting": 2, "capabilities": ["chat", "logprobs", "telepathy"],
       "accelerator": "cpu", "error": null}]}
      """;

  /** A list of models as vLLM gives it. */
  public static final String MODELS =
      """
      {"object": "list", "data": [
        {"id": "org/first:4b", "object": "model", "max_model_len": 4096},
        {"id": "second", "object": "model"}]}
      """;

  /** What llama-server lists: the list of Ollama beside that of OpenAI. */
  public static final String LLAMA_SERVER_MODELS =
      """
      {"models": [{"name": "qwen.gguf", "model": "qwen.gguf", "capabilities": ["completion"]}],
       "object": "list", "data": [
        {"id": "qwen.gguf", "object": "model", "created": 1764000000, "owned_by": "llamacpp",
         "meta": {"vocab_type": 2, "n_vocab": 151936, "n_ctx": 8192, "n_ctx_train": 32768,
                  "n_embd": 896, "n_params": 494032768, "size": 485429248}}]}
      """;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final DefaultChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final DisposableServer server;

  private FakeServer() {
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnConnection(connection -> connections.add(connection.channel()))
            .handle(this::answer)
            .bindNow();
  }

  public static FakeServer start() {
    return new FakeServer();
  }

  /** Answers this body with status 200 from now on. */
  public FakeServer says(String path, String body) {
    answers.put(path, body);
    return this;
  }

  /** Keeps the connection and never answers from now on. */
  public FakeServer saysNothing(String path) {
    answers.put(path, "");
    return this;
  }

  /** Base URL, as in {@code WHERE} without a model. */
  public String url() {
    return "http://127.0.0.1:" + server.port() + "/v1";
  }

  /** Path and Authorization header of every request. */
  public List<String> seen() {
    return seen;
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    seen.add(request.uri() + " " + request.requestHeaders().get("Authorization"));
    String body = answers.get(request.uri());
    if (body == null) {
      return response.status(404).send();
    }
    return body.isEmpty()
        ? Mono.never()
        : response.header("Content-Type", "application/json").sendString(Mono.just(body));
  }

  @Override
  public void close() {
    server.disposeNow();
    connections.close();
  }
}
