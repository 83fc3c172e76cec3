/** The relay, at every split. */
@NullMarked
package dev.signalbox.gateway.inference;

import org.jspecify.annotations.NullMarked;
