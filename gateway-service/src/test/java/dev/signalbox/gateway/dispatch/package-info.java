/** Guards and budgets. */
@NullMarked
package dev.signalbox.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
