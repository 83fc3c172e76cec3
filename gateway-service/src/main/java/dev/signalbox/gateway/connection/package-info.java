/**
 * The connections of clients: whether they bring what they began, whether they take what they were
 * sent, and that they are read on after an answer. Knows of bytes and frames, and of no request's
 * meaning.
 */
@NullMarked
package dev.signalbox.gateway.connection;

import org.jspecify.annotations.NullMarked;
