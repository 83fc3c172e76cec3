/** What clients say of answers: which answers may still be rated, and where ratings are kept. */
@NullMarked
package dev.signalbox.gateway.feedback;

import org.jspecify.annotations.NullMarked;
