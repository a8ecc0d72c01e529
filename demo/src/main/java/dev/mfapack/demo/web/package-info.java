/** What the demo's two small sites share: one server, one set of pages, one look. */
@NullMarked
package dev.mfapack.demo.web;

import org.jspecify.annotations.NullMarked;
