@NullMarked
package dev.signalbox.cli.process;

import org.jspecify.annotations.NullMarked;
