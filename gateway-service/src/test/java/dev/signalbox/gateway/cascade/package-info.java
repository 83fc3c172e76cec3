@NullMarked
package dev.signalbox.gateway.cascade;

import org.jspecify.annotations.NullMarked;
