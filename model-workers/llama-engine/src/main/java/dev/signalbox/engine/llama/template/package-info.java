/**
 * A model's chat template rendered as jinja2 would render it, with what the conversation says kept
 * apart as data.
 */
@NullMarked
package dev.signalbox.engine.llama.template;

import org.jspecify.annotations.NullMarked;
