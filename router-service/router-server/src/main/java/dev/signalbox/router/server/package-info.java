/** The router as a process of its own. */
@NullMarked
package dev.signalbox.router.server;

import org.jspecify.annotations.NullMarked;
