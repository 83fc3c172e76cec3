/** Tests of the router behind a URL. */
@NullMarked
package dev.signalbox.gateway.routing;

import org.jspecify.annotations.NullMarked;
