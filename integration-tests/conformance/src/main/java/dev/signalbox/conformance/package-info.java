/** What a streaming gateway promises, and the means to test one by its URL. */
@NullMarked
package dev.signalbox.conformance;

import org.jspecify.annotations.NullMarked;
