/** The body of a request in another API's shape, read field by field. */
@NullMarked
package dev.signalbox.gateway.translate.body;

import org.jspecify.annotations.NullMarked;
