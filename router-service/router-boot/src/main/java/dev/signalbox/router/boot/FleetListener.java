package dev.signalbox.router.boot;

import java.net.URI;
import java.util.Map;

/** A bean of the application that is told which replicas there are, whenever that changes. */
@FunctionalInterface
public interface FleetListener {

  /**
   * Other replicas are in force. Called after the first decision for them may have been made, by
   * one thread at a time; must neither block nor fail.
   *
   * @param replicas all there are: id to the base URL of its server
   */
  void inForce(Map<String, URI> replicas);
}
