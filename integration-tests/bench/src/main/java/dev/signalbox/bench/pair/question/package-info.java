/** Word problems with a number as their answer, and how an answer is graded. */
@NullMarked
package dev.signalbox.bench.pair.question;

import org.jspecify.annotations.NullMarked;
