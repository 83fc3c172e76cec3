package dev.signalbox.cli.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says of a folder below {@code SIGNALBOX_HOME} that nothing can be written there. */
public final class Unwritable {

  private Unwritable() {}

  /**
   * The failure of a verb that needs to write there.
   *
   * @param folder where it was to write
   * @param cause what the system says
   */
  public static CommandFailure below(Path folder, IOException cause) {
    return new CommandFailure(
        "cannot write below "
            + folder
            + " ("
            + reason(cause)
            + "): set SIGNALBOX_HOME to a folder that can be written",
        cause);
  }

  /** What the system says, without the path that it begins with. */
  public static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException exists -> exists.getFile() + " is no folder";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> String.valueOf(cause.getMessage());
    };
  }
}
