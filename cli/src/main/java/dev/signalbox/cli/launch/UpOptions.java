package dev.signalbox.cli.launch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} was asked for.
 *
 * @param host address of the data port
 * @param port data port
 * @param adminPort admin port, always on loopback
 * @param config configuration folder
 * @param toy whether generated models serve both tiers
 * @param small what serves the tier small instead of the configuration
 * @param large what serves the tier large instead of the configuration
 * @param accelerator what computes
 * @param router address of a router service; null for the router in the gateway's process
 */
public record UpOptions(
    String host,
    int port,
    int adminPort,
    Path config,
    boolean toy,
    @Nullable String small,
    @Nullable String large,
    Accelerator accelerator,
    @Nullable String router) {}
