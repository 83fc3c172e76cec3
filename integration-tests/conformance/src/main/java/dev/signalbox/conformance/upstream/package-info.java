/** The scripted OpenAI-compatible server behind the gateway under test. */
@NullMarked
package dev.signalbox.conformance.upstream;

import org.jspecify.annotations.NullMarked;
