/** What is under way, and time that the test holds. */
@NullMarked
package dev.signalbox.gateway.drain;

import org.jspecify.annotations.NullMarked;
