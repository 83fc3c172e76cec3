package dev.signalbox.conformance;

import dev.signalbox.conformance.promise.ending.BrokenStreamNotWhole;
import dev.signalbox.conformance.promise.ending.BrokenStreamSaysWhy;
import dev.signalbox.conformance.promise.ending.CleanEndIsNotEnough;
import dev.signalbox.conformance.promise.ending.EveryChoiceMustFinish;
import dev.signalbox.conformance.promise.ending.GarbageChunkSize;
import dev.signalbox.conformance.promise.ending.LeaverBeforeFirstToken;
import dev.signalbox.conformance.promise.ending.LeaverMidStream;
import dev.signalbox.conformance.promise.ending.LeaverWhileSilent;
import dev.signalbox.conformance.promise.ending.LeaverWithoutStream;
import dev.signalbox.conformance.promise.ending.TruncatedBody;
import dev.signalbox.conformance.promise.ending.UpstreamErrorEvent;
import dev.signalbox.conformance.promise.error.AddressesStayInside;
import dev.signalbox.conformance.promise.error.BusyDoesNotShutTheDoor;
import dev.signalbox.conformance.promise.error.BusyPassesRetryAfter;
import dev.signalbox.conformance.promise.error.BusyStreamPassesRetryAfter;
import dev.signalbox.conformance.promise.error.ClientFaultStays;
import dev.signalbox.conformance.promise.error.ErrorPageStaysInside;
import dev.signalbox.conformance.promise.error.GarbageIsNoAnswer;
import dev.signalbox.conformance.promise.error.RedirectNotFollowed;
import dev.signalbox.conformance.promise.error.RefusedConnection;
import dev.signalbox.conformance.promise.error.ResetBeforeAnswer;
import dev.signalbox.conformance.promise.error.SilentUpstream;
import dev.signalbox.conformance.promise.error.UnknownModel;
import dev.signalbox.conformance.promise.error.UnknownPath;
import dev.signalbox.conformance.promise.request.ChunkedRequest;
import dev.signalbox.conformance.promise.request.CredentialStaysInside;
import dev.signalbox.conformance.promise.request.DeepJson;
import dev.signalbox.conformance.promise.request.DuplicateKeys;
import dev.signalbox.conformance.promise.request.ExpectContinue;
import dev.signalbox.conformance.promise.request.HopByHopHeaders;
import dev.signalbox.conformance.promise.request.KeepAlive;
import dev.signalbox.conformance.promise.request.LargeBody;
import dev.signalbox.conformance.promise.request.MalformedJson;
import dev.signalbox.conformance.promise.request.OversizedBody;
import dev.signalbox.conformance.promise.request.OversizedChunkedBody;
import dev.signalbox.conformance.promise.request.OversizedHeaders;
import dev.signalbox.conformance.promise.request.Pipelining;
import dev.signalbox.conformance.promise.request.RequestId;
import dev.signalbox.conformance.promise.request.Smuggling;
import dev.signalbox.conformance.promise.request.UnknownFieldsPass;
import dev.signalbox.conformance.promise.request.WrongMediaType;
import dev.signalbox.conformance.promise.stream.AddsMissingDone;
import dev.signalbox.conformance.promise.stream.ByteOrderMark;
import dev.signalbox.conformance.promise.stream.CrFraming;
import dev.signalbox.conformance.promise.stream.CrlfFraming;
import dev.signalbox.conformance.promise.stream.CutAtEveryByte;
import dev.signalbox.conformance.promise.stream.EndlessLine;
import dev.signalbox.conformance.promise.stream.KeepAlivesWhileWaiting;
import dev.signalbox.conformance.promise.stream.KeepsComments;
import dev.signalbox.conformance.promise.stream.KeepsUnknownFields;
import dev.signalbox.conformance.promise.stream.LastLineWithoutNewline;
import dev.signalbox.conformance.promise.stream.LongLines;
import dev.signalbox.conformance.promise.stream.ManyStreamsAtOnce;
import dev.signalbox.conformance.promise.stream.MultiLineData;
import dev.signalbox.conformance.promise.stream.OtherSseFields;
import dev.signalbox.conformance.promise.stream.SlowClientSlowsUpstream;
import dev.signalbox.conformance.promise.stream.StreamsAsTheyCome;
import dev.signalbox.conformance.promise.stream.UsageChunk;
import dev.signalbox.conformance.promise.stream.UsageOnlyIfAsked;
import java.util.List;

/** Every promise, in the order in which they are tried: what may shut a gateway comes last. */
public final class Promises {
  private static final List<Promise> ALL =
      List.of(
          new UnknownFieldsPass(),
          new DuplicateKeys(),
          new CredentialStaysInside(),
          new HopByHopHeaders(),
          new MalformedJson(),
          new DeepJson(),
          new LargeBody(),
          new OversizedBody(),
          new OversizedChunkedBody(),
          new WrongMediaType(),
          new ChunkedRequest(),
          new ExpectContinue(),
          new Pipelining(),
          new KeepAlive(),
          new Smuggling(),
          new OversizedHeaders(),
          new RequestId(),
          new StreamsAsTheyCome(),
          new CrlfFraming(),
          new CrFraming(),
          new CutAtEveryByte(),
          new KeepsComments(),
          new KeepsUnknownFields(),
          new MultiLineData(),
          new ByteOrderMark(),
          new OtherSseFields(),
          new LongLines(),
          new EndlessLine(),
          new AddsMissingDone(),
          new LastLineWithoutNewline(),
          new UsageChunk(),
          new UsageOnlyIfAsked(),
          new ManyStreamsAtOnce(),
          new KeepAlivesWhileWaiting(),
          new SlowClientSlowsUpstream(),
          new BrokenStreamNotWhole(),
          new BrokenStreamSaysWhy(),
          new CleanEndIsNotEnough(),
          new EveryChoiceMustFinish(),
          new GarbageChunkSize(),
          new UpstreamErrorEvent(),
          new TruncatedBody(),
          new LeaverMidStream(),
          new LeaverWhileSilent(),
          new LeaverBeforeFirstToken(),
          new LeaverWithoutStream(),
          new BusyPassesRetryAfter(),
          new BusyStreamPassesRetryAfter(),
          new BusyDoesNotShutTheDoor(),
          new ErrorPageStaysInside(),
          new GarbageIsNoAnswer(),
          new ClientFaultStays(),
          new RedirectNotFollowed(),
          new ResetBeforeAnswer(),
          new SilentUpstream(),
          new AddressesStayInside(),
          new UnknownModel(),
          new UnknownPath(),
          new RefusedConnection());

  private Promises() {}

  /** Every promise. */
  public static List<Promise> all() {
    return ALL;
  }
}
