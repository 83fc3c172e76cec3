/** OpenAI's Responses API, without its memory. */
@NullMarked
package dev.signalbox.gateway.translate.responses;

import org.jspecify.annotations.NullMarked;
