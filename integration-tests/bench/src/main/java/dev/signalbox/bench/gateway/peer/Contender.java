package dev.signalbox.bench.gateway.peer;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of gateway that can be measured. */
interface Contender {

  /** Its name on the command line and in the table. */
  String name();

  /** The program that has to be on the PATH; empty if it comes with this checkout. */
  String program();

  /**
   * How it is started, alone on its core and with one worker.
   *
   * @param upstream port of the model server
   * @param port where it is to serve
   * @param folder for what it needs on disk
   */
  Launch launch(int upstream, int port, Path folder) throws IOException;
}
