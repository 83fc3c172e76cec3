/** The port to the router and the records that are both domain and wire. */
@NullMarked
package dev.signalbox.router.api;

import org.jspecify.annotations.NullMarked;
