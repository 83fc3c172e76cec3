/** What each layer between a client and the engine costs, measured side by side. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
