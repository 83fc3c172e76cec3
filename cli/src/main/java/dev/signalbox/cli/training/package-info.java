/** Runs of the applications from which the JVM learns how to start them fast and warm. */
@NullMarked
package dev.signalbox.cli.training;

import org.jspecify.annotations.NullMarked;
