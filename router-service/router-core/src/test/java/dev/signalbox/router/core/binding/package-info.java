/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.router.core.binding;

import org.jspecify.annotations.NullMarked;
