/** Ladders of experts on labelled outcomes: what a rule chooses, what that scores and costs. */
@NullMarked
package dev.signalbox.router.lab.ladder;

import org.jspecify.annotations.NullMarked;
