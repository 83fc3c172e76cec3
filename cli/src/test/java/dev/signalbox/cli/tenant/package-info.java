@NullMarked
package dev.signalbox.cli.tenant;

import org.jspecify.annotations.NullMarked;
