package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.ChatParts;
import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Usage;
import dev.signalbox.gateway.translate.responses.TextPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers one answer item by item and tells what happens on the way. One item is open at a time; it
 * is closed when the next one begins. The API's last event repeats the whole answer, so the answer
 * is kept, up to {@link #LONGEST} characters.
 */
final class ResponseAnswer implements ChatParts {
  static final int LONGEST = 32 << 20;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ResponseTemplate template;
  private final ResponseEvents events;
  private final Supplier<String> ids;
  private final List<OutputItem> items = new ArrayList<>(1);

  private @Nullable String model;
  private @Nullable OutputItem open;
  private int openCall = -1;
  private @Nullable String openId;
  private int calls;
  private long length;
  private @Nullable Finish finish;
  private Usage usage = Usage.NONE;

  ResponseAnswer(ResponseTemplate template, ResponseEvents events, Supplier<String> ids) {
    this.template = template;
    this.events = events;
    this.ids = ids;
  }

  /** Whether anything was told. */
  boolean begun() {
    return model != null;
  }

  @Override
  public void opened(String name) {
    if (model == null) {
      model = name;
      events.happened("response.created", about(template.inProgress(name)));
      events.happened("response.in_progress", about(template.inProgress(name)));
    }
  }

  @Override
  public void thought(String text) {
    grow(text);
    ThoughtItem thought =
        open instanceof ThoughtItem known
            ? known
            : open(new ThoughtItem("rs_" + ids.get(), items.size(), events));
    thought.add(text);
  }

  @Override
  public void said(String text) {
    grow(text);
    message().add(Kind.OUTPUT, text);
  }

  @Override
  public void refused(String text) {
    grow(text);
    message().add(Kind.REFUSAL, text);
  }

  private MessageItem message() {
    return open instanceof MessageItem known
        ? known
        : open(new MessageItem("msg_" + ids.get(), items.size(), events));
  }

  @Override
  public void called(int index, @Nullable String id, @Nullable String name, String arguments) {
    grow(arguments);
    CallItem call =
        open instanceof CallItem known && openCall == index && !isAnother(id, name)
            ? known
            : begin(index, id, name);
    if (!arguments.isEmpty()) {
      call.add(arguments);
    }
  }

  /** Some servers give every call of an answer the same index; its id tells them apart. */
  private boolean isAnother(@Nullable String id, @Nullable String name) {
    return name != null && id != null && !id.equals(openId);
  }

  private CallItem begin(int index, @Nullable String id, @Nullable String name) {
    if (name == null || (index < calls && !isAnother(id, name))) {
      throw new UntranslatableException("a piece of a tool call came out of order");
    }
    calls = Math.max(calls, index + 1);
    openCall = index;
    openId = id;
    String callId = id == null ? "call_" + ids.get() : id;
    return open(new CallItem("fc_" + ids.get(), items.size(), events, callId, name));
  }

  private <T extends OutputItem> T open(T item) {
    closeOpen("completed");
    items.add(item);
    open = item;
    item.open();
    return item;
  }

  private void closeOpen(String status) {
    if (open != null) {
      open.close(status);
      open = null;
    }
  }

  private void grow(String text) {
    length += text.length();
    if (length > LONGEST) {
      throw new UntranslatableException("the answer is longer than " + LONGEST + " characters");
    }
  }

  @Override
  public void finished(Finish why) {
    finish = why;
  }

  @Override
  public void counted(Usage counts) {
    usage = counts;
  }

  /** The answer is whole: closes what is open and tells the end. */
  void end() {
    ObjectNode whole = whole();
    String end = cutShort() == null ? "response.completed" : "response.incomplete";
    events.happened(end, about(whole));
  }

  /** The answer broke off: what is open stays open, and the end is a failure. */
  void fail(ChatError error) {
    ObjectNode failed = template.failed(name(), output("incomplete"), error);
    events.happened("response.failed", about(failed));
  }

  /** The response object of the whole answer; closes what is open. */
  ObjectNode whole() {
    if (items.isEmpty() && begun()) {
      message().add(Kind.OUTPUT, "");
    }
    String reason = cutShort();
    closeOpen(reason == null ? "completed" : "incomplete");
    ArrayNode output = output(reason == null ? "completed" : "incomplete");
    return reason == null
        ? template.completed(name(), output, usage)
        : template.incomplete(name(), output, usage, reason);
  }

  /** Why the answer is not all that the model would have said; null if it is. */
  private @Nullable String cutShort() {
    if (finish == null) {
      return null;
    }
    return switch (finish.reason()) {
      case LENGTH -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case OTHER -> finish.word();
      case STOP, TOOL_CALLS -> null;
    };
  }

  private String name() {
    if (model == null) {
      throw new UntranslatableException("the stream held no answer");
    }
    return model;
  }

  /** All items; the last one, which the end may have cut, with its own status. */
  private ArrayNode output(String lastStatus) {
    ArrayNode output = NODES.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      output.add(items.get(i).json(i == items.size() - 1 ? lastStatus : "completed"));
    }
    return output;
  }

  private static ObjectNode about(ObjectNode response) {
    return (ObjectNode) NODES.objectNode().set("response", response);
  }
}
