package dev.signalbox.bench.gateway;

import java.time.Duration;
import java.util.List;

/**
 * How the gateway's benchmark runs.
 *
 * @param peers gateways to measure, by name
 * @param rounds times that each figure is taken, gateways in turn
 * @param warmUp load before the first figure, for each gateway
 * @param load length of one closed loop
 * @param rest time after the large bodies until memory is looked at again
 */
public record GatewayOptions(
    List<String> peers, int rounds, Duration warmUp, Duration load, Duration rest) {}
