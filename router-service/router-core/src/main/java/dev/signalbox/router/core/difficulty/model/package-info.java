/** Linear models over prompt features, their calibration, and the file they are kept in. */
@NullMarked
package dev.signalbox.router.core.difficulty.model;

import org.jspecify.annotations.NullMarked;
