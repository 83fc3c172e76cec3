/** The public API: what comes in over HTTP and what goes out. */
@NullMarked
package dev.signalbox.gateway.web;

import org.jspecify.annotations.NullMarked;
