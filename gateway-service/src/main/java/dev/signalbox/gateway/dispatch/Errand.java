package dev.signalbox.gateway.dispatch;

import dev.signalbox.gateway.request.Endpoint;
import dev.signalbox.gateway.request.UpstreamBody;
import io.netty.util.concurrent.EventExecutor;

/**
 * What is to be sent to whichever placement answers.
 *
 * @param endpoint what is called there
 * @param body what is sent
 * @param headers what is told beside it
 * @param attempts where to note what was tried
 * @param loop the thread that the request runs on
 * @param hedgePercentile after which percentile of the usual wait another replica is asked as well;
 *     0 for never
 */
public record Errand(
    Endpoint endpoint,
    UpstreamBody body,
    UpstreamHeaders headers,
    Attempts attempts,
    EventExecutor loop,
    double hedgePercentile) {}
