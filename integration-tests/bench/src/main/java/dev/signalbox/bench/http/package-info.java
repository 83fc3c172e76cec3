/** HTTP/1.1 as far as a load generator needs it: where messages end, and the bytes to send. */
@NullMarked
package dev.signalbox.bench.http;

import org.jspecify.annotations.NullMarked;
