/** Reads drafts: how sure their tokens are, what they say, and what the client gets of them. */
@NullMarked
package dev.signalbox.gateway.cascade;

import org.jspecify.annotations.NullMarked;
