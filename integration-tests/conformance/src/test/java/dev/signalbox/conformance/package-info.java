/** Proof that the kit's probes can fail, and that its parts read and write what they should. */
@NullMarked
package dev.signalbox.conformance;

import org.jspecify.annotations.NullMarked;
