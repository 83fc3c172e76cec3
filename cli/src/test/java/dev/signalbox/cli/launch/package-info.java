@NullMarked
package dev.signalbox.cli.launch;

import org.jspecify.annotations.NullMarked;
