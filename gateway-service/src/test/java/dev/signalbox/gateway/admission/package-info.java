/** Who is let in, and what is told to whoever is not. */
@NullMarked
package dev.signalbox.gateway.admission;

import org.jspecify.annotations.NullMarked;
