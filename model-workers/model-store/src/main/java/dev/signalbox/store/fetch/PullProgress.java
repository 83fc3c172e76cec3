package dev.signalbox.store.fetch;

import dev.signalbox.store.manifest.Artifact;

/** Told how a pull goes on. Calls come from the pulling thread, several a second at most. */
public interface PullProgress {

  /** Nobody watches. */
  PullProgress SILENT =
      new PullProgress() {
        @Override
        public void received(Artifact artifact, long bytes) {}

        @Override
        public void note(String line) {}
      };

  /** So many bytes of the artifact are on this machine now; may fall when a source starts anew. */
  void received(Artifact artifact, long bytes);

  /** Something a waiting person wants to know, in one line. */
  void note(String line);
}
