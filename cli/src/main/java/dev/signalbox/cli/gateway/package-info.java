/** Speaks to a running gateway as any client would. */
@NullMarked
package dev.signalbox.cli.gateway;

import org.jspecify.annotations.NullMarked;
