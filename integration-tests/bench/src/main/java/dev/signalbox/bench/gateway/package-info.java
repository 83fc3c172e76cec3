/**
 * What a gateway costs: CPU, latency and memory, next to a plain proxy and to no gateway at all.
 */
@NullMarked
package dev.signalbox.bench.gateway;

import org.jspecify.annotations.NullMarked;
