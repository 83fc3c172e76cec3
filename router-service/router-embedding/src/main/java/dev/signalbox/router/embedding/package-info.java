/** Sentence embeddings by a small model inside the jar. The only router module with native code. */
@NullMarked
package dev.signalbox.router.embedding;

import org.jspecify.annotations.NullMarked;
