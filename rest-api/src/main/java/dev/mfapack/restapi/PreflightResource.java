package dev.mfapack.restapi;

import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Answers browsers that ask whether a page may call. */
public final class PreflightResource {

    @OPTIONS
    @Path("{any: .*}")
    public Response preflight() {
        return ApiCors.preflight();
    }
}
