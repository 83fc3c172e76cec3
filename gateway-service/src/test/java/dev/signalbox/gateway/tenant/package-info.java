@NullMarked
package dev.signalbox.gateway.tenant;

import org.jspecify.annotations.NullMarked;
