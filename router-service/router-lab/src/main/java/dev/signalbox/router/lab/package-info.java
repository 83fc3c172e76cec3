/** Trains, calibrates and evaluates routers offline. */
@NullMarked
package dev.signalbox.router.lab;

import org.jspecify.annotations.NullMarked;
