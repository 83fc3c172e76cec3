/** What can be pulled: models and engine builds, each with its digest and where to look for it. */
@NullMarked
package dev.signalbox.store.manifest;

import org.jspecify.annotations.NullMarked;
