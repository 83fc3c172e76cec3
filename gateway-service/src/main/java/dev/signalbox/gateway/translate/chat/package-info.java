/** A chat completion as the translations write it and read it. */
@NullMarked
package dev.signalbox.gateway.translate.chat;

import org.jspecify.annotations.NullMarked;
