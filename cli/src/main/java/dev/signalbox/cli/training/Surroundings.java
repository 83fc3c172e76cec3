package dev.signalbox.cli.training;

import dev.signalbox.cli.tenant.ApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application in training finds around it: made for it alone, and gone with it. Nothing of
 * the operator's is among it, since whatever the application is asked would reach that, too.
 */
interface Surroundings extends AutoCloseable {

  /** What the application is told of them on its command line. */
  List<String> arguments();

  /** The key that it wants from its clients; null for none. */
  default @Nullable ApiKey key() {
    return null;
  }

  /** The folder that it runs in; null for this process's own. */
  default @Nullable Path folder() {
    return null;
  }

  @Override
  default void close() throws IOException {}

  /** Makes them. */
  @FunctionalInterface
  interface Maker {
    /** Makes them; the caller closes them. */
    Surroundings make() throws IOException;
  }
}
