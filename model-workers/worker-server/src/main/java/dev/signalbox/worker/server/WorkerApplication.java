package dev.signalbox.worker.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A worker: one process that serves model versions over the OpenAI HTTP API. */
@SpringBootApplication
public class WorkerApplication {
  /** Starts the process; configuration comes from the command line, the environment and files. */
  public static void main(String[] args) {
    SpringApplication.run(WorkerApplication.class, args);
  }
}
