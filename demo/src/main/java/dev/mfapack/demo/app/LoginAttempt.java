package dev.mfapack.demo.app;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A login that has begun and not yet come back.
 *
 * @param wanted the strength that was asked for, or null for any
 * @param returnTo the page of this app that the person wanted
 */
record LoginAttempt(
        State state,
        Nonce nonce,
        CodeVerifier verifier,
        @Nullable Strength wanted,
        URI returnTo) {

    static LoginAttempt begin(@Nullable Strength wanted, URI returnTo) {
        return new LoginAttempt(new State(), new Nonce(), new CodeVerifier(), wanted, returnTo);
    }
}
