/** A client on a bare socket that sees every byte and when it came. */
@NullMarked
package dev.signalbox.conformance.client;

import org.jspecify.annotations.NullMarked;
