/** How a verb says that it could not do what it was asked. */
@NullMarked
package dev.signalbox.cli.failure;

import org.jspecify.annotations.NullMarked;
