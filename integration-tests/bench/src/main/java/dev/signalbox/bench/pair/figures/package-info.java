/** What rules would have made of known answers: accuracy and cost, with intervals. */
@NullMarked
package dev.signalbox.bench.pair.figures;

import org.jspecify.annotations.NullMarked;
