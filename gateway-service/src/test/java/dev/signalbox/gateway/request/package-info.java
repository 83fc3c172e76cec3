/** The reader of requests. */
@NullMarked
package dev.signalbox.gateway.request;

import org.jspecify.annotations.NullMarked;
