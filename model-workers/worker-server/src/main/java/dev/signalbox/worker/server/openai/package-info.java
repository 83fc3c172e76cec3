/** OpenAI's HTTP API over an engine: endpoints, errors and the way of a request. */
@NullMarked
package dev.signalbox.worker.server.openai;

import org.jspecify.annotations.NullMarked;
