package dev.mfapack.tests.bench.arquillian;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** A container's properties in {@code arquillian.xml}. */
public final class KeycloakContainerConfiguration implements ContainerConfiguration {

    private String name = "";
    private boolean kept;
    private boolean clustered;
    private int poolSize = 100;
    private String option = "";

    @Override
    public void validate() throws ConfigurationException {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new ConfigurationException("name must consist of small letters, digits and dashes: " + name);
        }
        if (poolSize < 1) {
            throw new ConfigurationException("poolSize must be at least 1: " + poolSize);
        }
    }

    /** The node's name, the same as the container's qualifier. */
    public String getName() {
        return name;
    }

    /** Sets the node's name. */
    public void setName(String name) {
        this.name = name;
    }

    /**
     * Whether the node, once started, runs until this JVM ends; default false. Where suites are handed to several JVMs one by one, each is a run of its own to
     * Arquillian, which would start and stop the node around every single one.
     */
    public boolean isKept() {
        return kept;
    }

    /** Sets whether the node runs until this JVM ends. */
    public void setKept(boolean kept) {
        this.kept = kept;
    }

    /** Whether the node shares its database with the other clustered ones; default false. */
    public boolean isClustered() {
        return clustered;
    }

    /** Sets whether the node belongs to the cluster. */
    public void setClustered(boolean clustered) {
        this.clustered = clustered;
    }

    /** One more option of the server, as {@code name=value}; default none. */
    public String getOption() {
        return option;
    }

    /** Sets one more option of the server. */
    public void setOption(String option) {
        this.option = option;
    }

    /** How many database connections the node has at most; default 100, as Keycloak's. */
    public int getPoolSize() {
        return poolSize;
    }

    /** Sets how many database connections the node has at most. */
    public void setPoolSize(int poolSize) {
        this.poolSize = poolSize;
    }
}
