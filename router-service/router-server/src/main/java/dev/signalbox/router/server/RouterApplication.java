package dev.signalbox.router.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The router as a service, for gateways that reach it by URL. */
@SpringBootApplication
public class RouterApplication {
  /** Starts the process; configuration comes from the command line, the environment and files. */
  public static void main(String[] args) {
    SpringApplication.run(RouterApplication.class, args);
  }
}
