/** Tests of the package of the same name. */
@NullMarked
package dev.signalbox.gateway.translate.anthropic;

import org.jspecify.annotations.NullMarked;
