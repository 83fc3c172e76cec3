/** What is told again and again, and how seldom the gateway's log says it. */
@NullMarked
package dev.signalbox.gateway.log;

import org.jspecify.annotations.NullMarked;
