@NullMarked
package dev.signalbox.cli.training;

import org.jspecify.annotations.NullMarked;
