package dev.signalbox.gateway.request;

import dev.signalbox.gateway.request.RequestFacts.Places;
import dev.signalbox.router.api.Capability;
import dev.signalbox.router.api.Placement;
import dev.signalbox.router.api.ThinkingForm;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request's body with what was read of it. The bytes are kept as they came; only what the way to
 * an upstream demands is changed: the model's name, the {@code signalbox} object, the wish for
 * usage in a stream, and the members that the gateway sets. Everything else reaches the upstream
 * byte for byte. Immutable.
 */
public final class RequestBody implements UpstreamBody {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
  private static final byte[] OPTIONS_MEMBER =
      ascii(",\"stream_options\":{\"include_usage\":true}");
  private static final byte[] USAGE_MEMBER = ascii("\"include_usage\":true,");
  private static final byte[] USAGE_ONLY = ascii("\"include_usage\":true");
  private static final byte[] NOTHING = {};

  private final StrictJson strict;
  private final byte[] bytes;
  private final int length;
  private final RequestFacts facts;
  private final List<Member> members;
  private final @Nullable Function<Placement, List<Member>> byPlacement;

  RequestBody(StrictJson strict, byte[] bytes, int length, RequestFacts facts) {
    this(strict, bytes, length, facts, List.of(), null);
  }

  private RequestBody(
      StrictJson strict,
      byte[] bytes,
      int length,
      RequestFacts facts,
      List<Member> members,
      @Nullable Function<Placement, List<Member>> byPlacement) {
    this.strict = strict;
    this.bytes = bytes;
    this.length = length;
    this.facts = facts;
    this.members = members;
    this.byPlacement = byPlacement;
  }

  /** What was read of it. */
  public RequestFacts facts() {
    return facts;
  }

  /** Its length as it came, in bytes. */
  public int length() {
    return length;
  }

  @Override
  public boolean stream() {
    return facts.stream();
  }

  @Override
  public int promptTokens() {
    return facts.promptTokens();
  }

  /**
   * What it says of how much to think, to a server of this form. The body is read once more for
   * names that nobody else has.
   *
   * @param form the server's; null if it is told nothing
   */
  public List<ThinkingWord> thinking(@Nullable ThinkingForm form) {
    return form == null || ThinkingReader.knows(form)
        ? facts.places().thinking()
        : ThinkingReader.words(strict, bytes, length, form);
  }

  /** Reads the whole of it; for the rare case in which that is worth its price. */
  public JsonNode tree() {
    return JsonMapper.shared().readTree(bytes, 0, length);
  }

  /**
   * The member that holds the prompt, name and value.
   *
   * @param longest more bytes than this are not given out
   * @return null if it is longer, or not text: what training does not read
   */
  public byte @Nullable [] promptMember(Endpoint endpoint, long longest) {
    Span prompt = facts.places().prompt();
    boolean text =
        prompt.present() && (bytes[prompt.start()] == '"' || bytes[prompt.start()] == '[');
    if (!text || endpoint == Endpoint.EMBEDDINGS || prompt.end() - prompt.start() > longest) {
      return null;
    }
    byte[] name = ascii(endpoint.isChat() ? "\"messages\":" : "\"prompt\":");
    byte[] member = Arrays.copyOf(name, name.length + prompt.end() - prompt.start());
    System.arraycopy(bytes, prompt.start(), member, name.length, member.length - name.length);
    return member;
  }

  /** The same body with top-level members of the gateway's. */
  public RequestBody with(List<Member> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Member> all = new ArrayList<>(members);
    all.addAll(more);
    return new RequestBody(strict, bytes, length, facts, List.copyOf(all), byPlacement);
  }

  /** The same body with members that differ by the placement that it is sent to. */
  public RequestBody withFor(Function<Placement, List<Member>> more) {
    return new RequestBody(strict, bytes, length, facts, members, more);
  }

  /**
   * The same body, asking those who can for token ids. Where the request has no seed it gets one,
   * so that what is drawn can be drawn again.
   *
   * @param seed for a request that has none
   */
  public RequestBody withTokenIds(long seed) {
    Function<Placement, List<Member>> before = byPlacement;
    return withFor(placement -> {
      List<Member> all = new ArrayList<>(before == null ? List.of() : before.apply(placement));
      if (placement.capabilities().contains(Capability.TOKEN_IDS)) {
        all.add(Member.added("return_token_ids", "true"));
        if (!facts.seeded()) {
          all.add(Member.of("seed", Long.toString(seed), facts.places().seed()));
        }
      }
      return all;
    });
  }

  @Override
  public ByteBuf forUpstream(
      ByteBufAllocator allocator, Placement placement, byte[] upstreamModel) {
    return at(placement).forUpstream(allocator, upstreamModel);
  }

  /** The body for one placement. */
  public RequestBody at(Placement placement) {
    return byPlacement == null ? this : with(byPlacement.apply(placement));
  }

  /**
   * Writes the body that an upstream gets. The caller owns the returned buffer.
   *
   * @param upstreamModel the model's name at the upstream, as a JSON string with its quotes
   */
  public ByteBuf forUpstream(ByteBufAllocator allocator, byte[] upstreamModel) {
    List<Change> changes = changes(upstreamModel);
    int room = length;
    for (Change change : changes) {
      room += change.with.length;
    }
    ByteBuf out = allocator.ioBuffer(room);
    int copied = 0;
    for (Change change : changes) {
      out.writeBytes(bytes, copied, change.at.start() - copied).writeBytes(change.with);
      copied = change.at.end();
    }
    return out.writeBytes(bytes, copied, length - copied);
  }

  /** Sorted by place; what stands at the same place keeps the order in which it was added. */
  private List<Change> changes(byte[] upstreamModel) {
    Places places = facts.places();
    Span end = new Span(places.objectEnd(), places.objectEnd());
    List<Change> changes = new ArrayList<>(4);
    changes.add(new Change(places.model(), upstreamModel));
    if (places.signalbox().present()) {
      changes.add(new Change(places.signalbox(), NOTHING));
    }
    if (facts.stream() && !facts.includeUsage()) {
      changes.add(
          places.streamOptions().present() ? askForUsage(places) : new Change(end, OPTIONS_MEMBER));
    }
    for (Member member : members) {
      changes.add(
          member.at.present()
              ? new Change(member.at, member.value)
              : new Change(end, ascii(",\"" + member.name + "\":" + text(member.value))));
    }
    changes.sort(Comparator.comparingInt(change -> change.at.start()));
    return changes;
  }

  private Change askForUsage(Places places) {
    Span options = places.streamOptions();
    if (places.includeUsage().present()) {
      return new Change(places.includeUsage(), TRUE);
    }
    if (bytes[options.start()] != '{') {
      return new Change(options, OPTIONS);
    }
    int inside = options.start() + 1;
    return new Change(new Span(inside, inside), emptyObject(options) ? USAGE_ONLY : USAGE_MEMBER);
  }

  private boolean emptyObject(Span object) {
    for (int i = object.start() + 1; i < object.end() - 1; i++) {
      if (bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  /**
   * A top-level member that the gateway sets.
   *
   * @param name its name, ASCII that needs no escape
   * @param value its value, JSON in ASCII
   * @param at the value that stands there, to be replaced; not present to add the member
   */
  public record Member(String name, byte[] value, Span at) {
    /** A member with a value that is written in ASCII. */
    public static Member added(String name, String json) {
      return of(name, json, Span.NONE);
    }

    /** A member in the place of one that may be there. */
    public static Member of(String name, String json, Span at) {
      return new Member(name, ascii(json), at);
    }
  }

  private record Change(Span at, byte[] with) {}
}
