/** A running Signalbox, looked at from outside: its processes, its meters, what it holds. */
@NullMarked
package dev.signalbox.bench.instance;

import org.jspecify.annotations.NullMarked;
