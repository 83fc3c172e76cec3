/** What operators see, on the admin port only. */
@NullMarked
package dev.signalbox.gateway.admin;

import org.jspecify.annotations.NullMarked;
