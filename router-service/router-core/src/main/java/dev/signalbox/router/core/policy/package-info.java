/** What is wanted of the router, and the thresholds that it comes down to. */
@NullMarked
package dev.signalbox.router.core.policy;

import org.jspecify.annotations.NullMarked;
