/** Why the gateway says no, and how it says it: the error table of the public contract. */
@NullMarked
package dev.signalbox.gateway.refusal;

import org.jspecify.annotations.NullMarked;
