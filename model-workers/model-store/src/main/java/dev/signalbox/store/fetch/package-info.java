/**
 * Brings the bytes of an artifact to this machine, one kind of source a class; trusts none of them.
 */
@NullMarked
package dev.signalbox.store.fetch;

import org.jspecify.annotations.NullMarked;
