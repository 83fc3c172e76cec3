/** Signalbox's servers as real processes: started, waited for, listened to, ended. */
@NullMarked
package dev.signalbox.it.process;

import org.jspecify.annotations.NullMarked;
