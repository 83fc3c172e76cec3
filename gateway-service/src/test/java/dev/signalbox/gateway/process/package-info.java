@NullMarked
package dev.signalbox.gateway.process;

import org.jspecify.annotations.NullMarked;
