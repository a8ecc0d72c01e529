/** The real Keycloak distribution, built once per set of jars and started as one node or several. */
@NullMarked
package dev.mfapack.tests.bench.server;

import org.jspecify.annotations.NullMarked;
