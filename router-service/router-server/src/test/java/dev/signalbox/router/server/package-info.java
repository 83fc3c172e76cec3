/** Tests of the router over HTTP. */
@NullMarked
package dev.signalbox.router.server;

import org.jspecify.annotations.NullMarked;
