@NullMarked
package dev.signalbox.cli.gateway;

import org.jspecify.annotations.NullMarked;
