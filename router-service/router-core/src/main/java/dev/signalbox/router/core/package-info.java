/** The router in one process: everything that a decision needs, held in immutable snapshots. */
@NullMarked
package dev.signalbox.router.core;

import org.jspecify.annotations.NullMarked;
