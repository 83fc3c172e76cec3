/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.router.core.fleet;

import org.jspecify.annotations.NullMarked;
