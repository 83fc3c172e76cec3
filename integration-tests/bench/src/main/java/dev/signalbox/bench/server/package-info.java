/** Worker and gateway as processes, as the product starts them. */
@NullMarked
package dev.signalbox.bench.server;

import org.jspecify.annotations.NullMarked;
