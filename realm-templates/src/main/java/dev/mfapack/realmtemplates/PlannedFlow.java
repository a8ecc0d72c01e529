package dev.mfapack.realmtemplates;

/**
 * A flow that a plan binds.
 *
 * @param flow under the names that it has or gets in the realm
 * @param isNew whether it has to be made; else the realm has it
 */
record PlannedFlow(Flow flow, boolean isNew) {

    /** What a plan calls a flow that is made or deleted. */
    static final String WHAT = "flow";

    String alias() {
        return flow.alias();
    }

    /** Making it. */
    Change change() {
        return new Change(WHAT, alias(), null, Drawing.of(flow), flow.description());
    }
}
