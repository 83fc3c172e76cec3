/** Tests of the router's wiring against real servers. */
@NullMarked
package dev.signalbox.router.boot;

import org.jspecify.annotations.NullMarked;
