package dev.signalbox.it.client;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat request, asked by hand.
 *
 * @param body the request's JSON
 */
public record ChatCall(ObjectNode body) {

  /** Asks {@code model} one question. */
  public static ChatCall of(String model, String question) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("model", model).put("temperature", 0);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return new ChatCall(body);
  }

  /** The same with a number set. */
  public ChatCall with(String name, long value) {
    body.put(name, value);
    return this;
  }

  /** The same with more of the conversation behind it. */
  public ChatCall then(String role, String content) {
    body.withArray("messages").addObject().put("role", role).put("content", content);
    return this;
  }

  /** The answer at once. */
  public HttpResponse<String> send(String base) {
    return Http.post(base + "/chat/completions", body.toString());
  }

  /** The text of the answer that comes at once; the body as it is if it is an error. */
  public String text(String base) {
    HttpResponse<String> answer = send(base);
    return answer.statusCode() == 200
        ? Http.json(answer).at("/choices/0/message/content").asString()
        : answer.statusCode() + " " + answer.body();
  }

  /** The text of the streamed answer; the body as it is if it is an error or broken. */
  public String streamed(String base) {
    body.put("stream", true);
    HttpResponse<Stream<String>> answer = Http.lines(base + "/chat/completions", body.toString());
    List<String> lines = answer.body().filter(line -> line.startsWith("data: ")).toList();
    if (lines.isEmpty() || !lines.getLast().equals("data: [DONE]")) {
      return answer.statusCode() + " not whole: " + lines;
    }
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
        .flatMap(chunk -> chunk.path("choices").valueStream())
        .map(ChatCall::delta)
        .collect(Collectors.joining());
  }

  private static String delta(JsonNode choice) {
    return choice.at("/delta/content").asString("");
  }
}
