/** Which experts there are, what they can do, what they cost and where they are served. */
@NullMarked
package dev.signalbox.router.core.catalog;

import org.jspecify.annotations.NullMarked;
