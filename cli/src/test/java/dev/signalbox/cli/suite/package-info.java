@NullMarked
package dev.signalbox.cli.suite;

import org.jspecify.annotations.NullMarked;
