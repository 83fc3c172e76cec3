/** Requests of many kinds, and the judgement whether an answer is one that the contract allows. */
@NullMarked
package dev.signalbox.bench.traffic;

import org.jspecify.annotations.NullMarked;
