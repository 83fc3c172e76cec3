/** Ways to talk to a gateway: by hand, and with the official clients. */
@NullMarked
package dev.signalbox.it.client;

import org.jspecify.annotations.NullMarked;
