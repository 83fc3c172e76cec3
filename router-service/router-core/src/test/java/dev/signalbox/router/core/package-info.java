/** Tests of the router on real objects. */
@NullMarked
package dev.signalbox.router.core;

import org.jspecify.annotations.NullMarked;
