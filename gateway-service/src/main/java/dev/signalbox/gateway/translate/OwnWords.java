package dev.signalbox.gateway.translate;

import dev.signalbox.gateway.refusal.Refusal;
import dev.signalbox.gateway.refusal.Refusal.BadRequest;
import java.util.Map;

/**
 * An API's own names for the fields of a chat, so that what the router or an upstream says of the
 * chat names the field that the client sent.
 *
 * @param names by the chat's names; what is not in it has the same name in both
 */
public record OwnWords(Map<String, String> names) {
  public OwnWords {
    names = Map.copyOf(names);
  }

  /** The same refusal, about the client's own field. */
  public Refusal of(Refusal refusal) {
    if (!(refusal instanceof BadRequest bad)) {
      return refusal;
    }
    String param = bad.param();
    String own = param == null ? null : names.get(firstName(param));
    if (param == null || own == null) {
      return refusal;
    }
    String message = bad.message();
    boolean named = message.startsWith(param + ":");
    return new BadRequest(
        bad.code(), named ? own + message.substring(param.length()) : message, own);
  }

  private static String firstName(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return path.substring(0, end);
  }
}
