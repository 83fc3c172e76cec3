/** Promises about requests: what reaches the upstream, and what never does. */
@NullMarked
package dev.signalbox.conformance.promise.request;

import org.jspecify.annotations.NullMarked;
