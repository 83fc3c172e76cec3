package dev.signalbox.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The gateway: the public API on the data port, operations on the admin port. */
@SpringBootApplication
public class GatewayApplication {
  /** Starts the process; configuration comes from the command line, the environment and files. */
  public static void main(String[] args) {
    oneLoopForEachProcessor();
    SpringApplication.run(GatewayApplication.class, args);
  }

  /** More event loops than processors only take turns; the library's default is at least four. */
  private static void oneLoopForEachProcessor() {
    String loops = "reactor.netty.ioWorkerCount";
    if (System.getProperty(loops) == null) {
      System.setProperty(loops, Integer.toString(Runtime.getRuntime().availableProcessors()));
    }
  }
}
