/**
 * A pair of small generated language models and an embedder: real GGUF files for the real engine,
 * made in a moment, with no download.
 *
 * <p>What makes them useful for tests is that the next token depends on the whole prefix. Attention
 * heads look single tokens up at pseudo-random places, feed-forward units hash what they found, and
 * the hash chooses the next word among those that the grammar allows. All of it is computed with
 * saturated units on whole numbers, so that rounding differences of an engine do not matter, while
 * a lost cache entry or two sequences mixed up change the text within a few words.
 */
@NullMarked
package dev.signalbox.store.toy;

import org.jspecify.annotations.NullMarked;
