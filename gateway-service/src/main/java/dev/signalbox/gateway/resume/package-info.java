/** What it takes to go on with a stream at another upstream: ids, shapes, the next request. */
@NullMarked
package dev.signalbox.gateway.resume;

import org.jspecify.annotations.NullMarked;
