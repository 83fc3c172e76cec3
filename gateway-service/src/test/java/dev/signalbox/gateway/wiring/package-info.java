@NullMarked
package dev.signalbox.gateway.wiring;

import org.jspecify.annotations.NullMarked;
