/** Writes answers as the bytes that OpenAI's clients expect. */
@NullMarked
package dev.signalbox.worker.server.openai.answer;

import org.jspecify.annotations.NullMarked;
