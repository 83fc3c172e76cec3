/** A tenant's own head on top of the shared router: its model, its file, and which one serves. */
@NullMarked
package dev.signalbox.router.core.difficulty.tenant;

import org.jspecify.annotations.NullMarked;
