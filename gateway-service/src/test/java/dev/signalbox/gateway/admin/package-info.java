/** Tests of what operators see. */
@NullMarked
package dev.signalbox.gateway.admin;

import org.jspecify.annotations.NullMarked;
