/** What the default recipe is worth on public sets that it was not trained on. */
@NullMarked
package dev.signalbox.router.lab.validate;

import org.jspecify.annotations.NullMarked;
