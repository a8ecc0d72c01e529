@NullMarked
package dev.mfapack.restapi;

import org.jspecify.annotations.NullMarked;
