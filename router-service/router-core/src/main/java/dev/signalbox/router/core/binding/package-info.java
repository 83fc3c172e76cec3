/** Makes the router's configuration of the files of kinds {@code experts} and {@code policies}. */
@NullMarked
package dev.signalbox.router.core.binding;

import org.jspecify.annotations.NullMarked;
