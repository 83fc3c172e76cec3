/** A tenant's own head: fitting, keeping, reverting. */
@NullMarked
package dev.signalbox.router.lab.tenant;

import org.jspecify.annotations.NullMarked;
