/** What the verbs of the routing lab share. */
@NullMarked
package dev.signalbox.cli.lab;

import org.jspecify.annotations.NullMarked;
