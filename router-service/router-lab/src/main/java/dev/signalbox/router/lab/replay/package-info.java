/** Yesterday's traffic against another policy or threshold, from its log alone. */
@NullMarked
package dev.signalbox.router.lab.replay;

import org.jspecify.annotations.NullMarked;
