/** What routing by the prompt and routing by the draft are worth on a pair of real models. */
@NullMarked
package dev.signalbox.bench.pair;

import org.jspecify.annotations.NullMarked;
