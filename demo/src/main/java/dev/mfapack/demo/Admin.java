package dev.mfapack.demo;

/** The person who may look at and change everything in the demo's Keycloak. */
final class Admin {

    static final String USERNAME = "admin";
    static final String PASSWORD = "admin";

    private Admin() {}
}
