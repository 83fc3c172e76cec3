@NullMarked
package dev.signalbox.gateway.feedback;

import org.jspecify.annotations.NullMarked;
