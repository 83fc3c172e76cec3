/** Labelled prompts: reading and checking them. */
@NullMarked
package dev.signalbox.router.lab.data;

import org.jspecify.annotations.NullMarked;
