package dev.mfapack.demo;

import java.util.concurrent.TimeUnit;

/** Ends a process that the demo started, together with what that one started. */
final class ProcessTree {

    /** Keycloak needs about a second; a machine under load needs more. */
    private static final int PATIENCE_SECONDS = 20;

    private ProcessTree() {}

    static void stop(Process process) {
        var whole = process.descendants().toList();
        process.destroy();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                whole.forEach(ProcessHandle::destroy);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        whole.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
