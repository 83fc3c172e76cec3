/** Anthropic's Messages API. */
@NullMarked
package dev.signalbox.gateway.translate.anthropic;

import org.jspecify.annotations.NullMarked;
