/** The relay, at every split. */
@NullMarked
package dev.signalbox.gateway.events;

import org.jspecify.annotations.NullMarked;
