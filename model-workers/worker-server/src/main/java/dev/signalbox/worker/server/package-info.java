/** One engine process with an OpenAI-compatible API. */
@NullMarked
package dev.signalbox.worker.server;

import org.jspecify.annotations.NullMarked;
