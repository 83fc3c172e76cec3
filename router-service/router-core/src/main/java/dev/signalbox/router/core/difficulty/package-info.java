/** Judges how hard a request is and what it is about. */
@NullMarked
package dev.signalbox.router.core.difficulty;

import org.jspecify.annotations.NullMarked;
