package dev.signalbox.cli.gateway;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of chat requests. */
public final class ChatBody {

  private ChatBody() {}

  /** One user message to a model; {@code auto} lets the policy decide. */
  public static ObjectNode of(String model, String question) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    return body;
  }

  /** The same as a stream that ends with its usage and the router's reasons. */
  public static ObjectNode explained(String model, String question) {
    ObjectNode body = of(model, question);
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    body.putObject("signalbox").put("explain", true);
    return body;
  }
}
