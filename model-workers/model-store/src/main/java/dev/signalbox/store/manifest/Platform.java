package dev.signalbox.store.manifest;

import java.util.Locale;

/** Names the operating system and architecture the way engine builds are labelled. */
public final class Platform {

  private Platform() {}

  /** The platform of this process, for example {@code linux-x64} or {@code mac-arm64}. */
  public static String current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static String of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "mac" : os.startsWith("windows") ? "win" : "linux";
    String arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64" -> "arm64";
          default -> osArch;
        };
    return system + "-" + arch;
  }
}
