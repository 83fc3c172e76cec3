/** Why a request was not answered, in OpenAI's shape. */
@NullMarked
package dev.signalbox.worker.server.openai.error;

import org.jspecify.annotations.NullMarked;
