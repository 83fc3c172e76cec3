/** What a request may hold while it is under way. */
@NullMarked
package dev.signalbox.gateway.admission;

import org.jspecify.annotations.NullMarked;
