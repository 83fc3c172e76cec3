/** The arrows of the house, checked over the classes of all modules. */
@NullMarked
package dev.signalbox.it.architecture;

import org.jspecify.annotations.NullMarked;
