/** Tells in which language a request is written. */
@NullMarked
package dev.signalbox.router.core.language;

import org.jspecify.annotations.NullMarked;
