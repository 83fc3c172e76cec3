@NullMarked
package dev.signalbox.cli.instance;

import org.jspecify.annotations.NullMarked;
