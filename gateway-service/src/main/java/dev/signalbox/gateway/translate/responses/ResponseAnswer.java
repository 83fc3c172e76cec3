package dev.signalbox.gateway.translate.responses;

import dev.signalbox.gateway.translate.ChatError;
import dev.signalbox.gateway.translate.UntranslatableException;
import dev.signalbox.gateway.translate.chat.Calls;
import dev.signalbox.gateway.translate.chat.ChatParts;
import dev.signalbox.gateway.translate.chat.Finish;
import dev.signalbox.gateway.translate.chat.Kept;
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
 * Gathers one answer item by item and tells what happens on the way. An item is closed when the
 * next one begins, but for a call whose arguments are not complete: its pieces and those of others
 * may interleave, and it is closed at the end. The API's last event repeats the whole answer, so
 * the answer is kept, up to {@link Kept#LONGEST} characters.
 */
final class ResponseAnswer implements ChatParts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ResponseTemplate template;
  private final ResponseEvents events;
  private final Supplier<String> ids;
  private final List<OutputItem> items = new ArrayList<>(1);
  private final List<OutputItem> open = new ArrayList<>(1);
  private final Calls<CallItem> calls = new Calls<>();
  private final Kept kept = new Kept();

  private @Nullable String model;
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
    kept.add(text.length());
    ThoughtItem thought =
        latest() instanceof ThoughtItem known
            ? known
            : open(new ThoughtItem("rs_" + ids.get(), items.size(), events));
    thought.add(text);
  }

  @Override
  public void said(String text) {
    kept.add(text.length());
    message().add(Kind.OUTPUT, text);
  }

  @Override
  public void refused(String text) {
    kept.add(text.length());
    message().add(Kind.REFUSAL, text);
  }

  private MessageItem message() {
    return latest() instanceof MessageItem known
        ? known
        : open(new MessageItem("msg_" + ids.get(), items.size(), events));
  }

  private @Nullable OutputItem latest() {
    return items.isEmpty() ? null : items.getLast();
  }

  @Override
  public void called(int index, @Nullable String id, @Nullable String name, String arguments) {
    kept.add(arguments.length());
    CallItem call = calls.find(index, id, name);
    if (call == null) {
      call = begin(index, id, name == null ? "" : name);
    }
    if (!arguments.isEmpty()) {
      call.add(arguments);
    }
  }

  private CallItem begin(int index, @Nullable String id, String name) {
    String callId = id == null ? "call_" + ids.get() : id;
    CallItem call = new CallItem("fc_" + ids.get(), items.size(), events, callId, name);
    CallItem former = calls.begin(index, id, call);
    if (former != null && open.remove(former)) {
      former.close(OutputItem.COMPLETED);
    }
    return open(call);
  }

  private <T extends OutputItem> T open(T item) {
    open.removeIf(one -> {
      if (one.canClose()) {
        one.close(OutputItem.COMPLETED);
      }
      return !one.isOpen();
    });
    items.add(item);
    open.add(item);
    item.open();
    return item;
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
    ObjectNode failed = template.failed(name(), output(), error);
    events.happened("response.failed", about(failed));
  }

  /** The response object of the whole answer; closes what is open. */
  ObjectNode whole() {
    if (items.isEmpty() && begun()) {
      message().add(Kind.OUTPUT, "");
    }
    String reason = cutShort();
    for (OutputItem item : open) {
      boolean cut = reason != null && (item == latest() || !item.canClose());
      item.close(cut ? OutputItem.INCOMPLETE : OutputItem.COMPLETED);
    }
    open.clear();
    ArrayNode output = output();
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

  private ArrayNode output() {
    ArrayNode output = NODES.arrayNode();
    items.forEach(item -> output.add(item.json()));
    return output;
  }

  private static ObjectNode about(ObjectNode response) {
    return (ObjectNode) NODES.objectNode().set("response", response);
  }
}
