package dev.signalbox.cli.installation;

import dev.signalbox.cli.installation.Installation.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines that start the applications' JVMs, the same in training and in service. */
public final class JavaCommand {
  // Small heaps and two cores are the usual case on one machine: the serial collector costs least.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          // room for what lives and what is compiled is there from the start: whoever watches
          // memory is to see leaks, not warming up
          "-XX:InitialCodeCacheSize=16m",
          "-XX:+AlwaysPreTouch",
          // what libraries gave back goes back to the system
          "-XX:TrimNativeHeapInterval=5000",
          // what is called by reflection is called once, at the start: no classes are made for it
          "-Djdk.reflect.useNativeAccessorOnly=true",
          // a watched buffer notes a stack of 150 frames at each touch, while everybody waits: one
          // in 128, as Netty has it, took 2 % of the event loop's time
          "-Dio.netty.leakDetection.samplingInterval=8192",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8");

  // Answers under way outlive a collection without being promoted. Streams wait while the gateway
  // collects, so that it does so seldom; a worker's tokens cost far more than its objects.
  private static final List<String> GATEWAY_HEAP =
      List.of("-Xms128m", "-Xmn88m", "-XX:SurvivorRatio=6");
  private static final List<String> WORKER_HEAP =
      List.of("-Xms96m", "-Xmn48m", "-XX:SurvivorRatio=2");

  private final Path java;
  private final Application application;
  private final List<String> heap;

  private JavaCommand(Path java, Application application, List<String> heap) {
    this.java = java;
    this.application = application;
    this.heap = heap;
  }

  public static JavaCommand gateway(Installation installation) {
    return new JavaCommand(installation.java(), installation.gateway(), GATEWAY_HEAP);
  }

  public static JavaCommand worker(Installation installation) {
    return new JavaCommand(installation.java(), installation.worker(), WORKER_HEAP);
  }

  /** What is started. */
  public Application application() {
    return application;
  }

  /** Whether there is no ahead-of-time cache of the application yet. */
  public boolean lacksCache() {
    return !Files.isRegularFile(application.aotCache());
  }

  /** Starts the application, from its ahead-of-time cache if there is one. */
  public List<String> run(List<String> arguments) {
    return lacksCache()
        ? command("-Xshare:auto", arguments)
        : command("-XX:AOTCache=" + application.aotCache(), arguments);
  }

  /** Starts the application and writes what it learned to a cache when it ends. */
  public List<String> train(Path cache, List<String> arguments) {
    return command("-XX:AOTCacheOutput=" + cache, arguments);
  }

  private List<String> command(String cacheFlag, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java.toString(), cacheFlag));
    command.addAll(FLAGS);
    command.addAll(heap);
    command.addAll(List.of("-jar", application.jar().toString()));
    command.addAll(arguments);
    return command;
  }
}
