/**
 * Reads and checks the bodies of requests; what is wrong is named by field, value and expectation.
 */
@NullMarked
package dev.signalbox.worker.server.openai.request;

import org.jspecify.annotations.NullMarked;
