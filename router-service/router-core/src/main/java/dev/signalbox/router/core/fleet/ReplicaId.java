package dev.signalbox.router.core.fleet;

import dev.signalbox.router.core.catalog.Endpoint;

/**
 * One place where an expert is served, before anything is known of its state.
 *
 * @param id unique in the fleet and safe for logs, never an address: the expert's id and a number
 * @param expert id of the expert
 * @param endpoint where it is served
 */
public record ReplicaId(String id, String expert, Endpoint endpoint) {}
