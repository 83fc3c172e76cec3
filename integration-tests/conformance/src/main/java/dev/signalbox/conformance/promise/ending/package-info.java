/** Promises about how streams end: broken upstreams, clients that leave. */
@NullMarked
package dev.signalbox.conformance.promise.ending;

import org.jspecify.annotations.NullMarked;
