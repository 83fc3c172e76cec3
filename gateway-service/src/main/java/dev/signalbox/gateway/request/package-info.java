/** What a request's body says, read in one pass, and how its bytes are changed for an upstream. */
@NullMarked
package dev.signalbox.gateway.request;

import org.jspecify.annotations.NullMarked;
