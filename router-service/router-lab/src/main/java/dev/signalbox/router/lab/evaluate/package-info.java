/** One table of a router and of the rules that it must beat, on labelled outcomes. */
@NullMarked
package dev.signalbox.router.lab.evaluate;

import org.jspecify.annotations.NullMarked;
