/** The reader of requests. */
@NullMarked
package dev.signalbox.gateway.web;

import org.jspecify.annotations.NullMarked;
