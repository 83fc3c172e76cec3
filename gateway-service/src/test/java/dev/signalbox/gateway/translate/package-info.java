/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.gateway.translate;

import org.jspecify.annotations.NullMarked;
