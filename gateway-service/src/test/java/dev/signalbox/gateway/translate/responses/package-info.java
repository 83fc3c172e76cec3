/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.gateway.translate.responses;

import org.jspecify.annotations.NullMarked;
