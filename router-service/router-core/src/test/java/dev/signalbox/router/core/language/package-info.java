@NullMarked
package dev.signalbox.router.core.language;

import org.jspecify.annotations.NullMarked;
