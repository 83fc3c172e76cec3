/** The relay, at every split. */
@NullMarked
package dev.signalbox.gateway.resume;

import org.jspecify.annotations.NullMarked;
