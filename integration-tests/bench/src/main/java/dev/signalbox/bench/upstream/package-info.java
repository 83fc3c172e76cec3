/**
 * The model server behind a measured gateway: answers at once, after a while, or as a paced stream.
 */
@NullMarked
package dev.signalbox.bench.upstream;

import org.jspecify.annotations.NullMarked;
