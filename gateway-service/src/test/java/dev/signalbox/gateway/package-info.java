/** The gateway as its clients see it. */
@NullMarked
package dev.signalbox.gateway;

import org.jspecify.annotations.NullMarked;
