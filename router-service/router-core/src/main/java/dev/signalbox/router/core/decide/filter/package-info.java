/** One rule a file: who can and may answer a request. */
@NullMarked
package dev.signalbox.router.core.decide.filter;

import org.jspecify.annotations.NullMarked;
