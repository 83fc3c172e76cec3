/**
 * Other APIs over the same engine-room: a request becomes a chat completion, and its answer comes
 * back.
 */
@NullMarked
package dev.signalbox.gateway.translate;

import org.jspecify.annotations.NullMarked;
