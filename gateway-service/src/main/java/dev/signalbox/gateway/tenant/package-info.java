/** Who asks: tenants and their API keys. */
@NullMarked
package dev.signalbox.gateway.tenant;

import org.jspecify.annotations.NullMarked;
