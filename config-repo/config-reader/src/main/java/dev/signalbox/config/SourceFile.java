package dev.signalbox.config;

/**
 * The bytes of one file at one moment.
 *
 * @param kind the directory that it lies in
 * @param name the file's name without its ending
 * @param path the path below the configuration directory
 * @param bytes its content, not to be changed
 */
record SourceFile(String kind, String name, String path, byte[] bytes) {

  /** The file at a path {@code KIND/NAME.yaml} below the configuration directory. */
  static SourceFile of(String path, byte[] bytes) {
    int slash = path.indexOf('/');
    String name = path.substring(slash + 1, path.lastIndexOf('.'));
    return new SourceFile(path.substring(0, slash), name, path, bytes);
  }
}
