/** Tests of the configuration reader against real directories. */
@NullMarked
package dev.signalbox.config;

import org.jspecify.annotations.NullMarked;
