package dev.signalbox.worker.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** A worker: one process that serves one model over the OpenAI HTTP API. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class WorkerApplication {
  /** Starts the process; configuration comes from the command line, the environment and files. */
  public static void main(String[] args) {
    SpringApplication.run(WorkerApplication.class, args);
  }
}
