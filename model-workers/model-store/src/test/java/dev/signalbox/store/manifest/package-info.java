@NullMarked
package dev.signalbox.store.manifest;

import org.jspecify.annotations.NullMarked;
