/** Facts about running instances, so that other verbs find them. */
@NullMarked
package dev.signalbox.cli.instance;

import org.jspecify.annotations.NullMarked;
