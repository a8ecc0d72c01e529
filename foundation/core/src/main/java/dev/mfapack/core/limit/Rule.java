package dev.mfapack.core.limit;

import java.time.Duration;

/**
 * At most so many messages in any stretch of time of this length.
 *
 * @param reason what a refusal is called
 * @param countedBy what is counted
 * @param limit how many may leave
 * @param window the length
 * @param unverifiedOnly whether only messages count whose code did not come back, to numbers or addresses that none came back
 *     from before. So an office or a carrier's shared address is not locked out by people who do what they should
 */
record Rule(LimitReason reason, Subject.Kind countedBy, int limit, Duration window, boolean unverifiedOnly) {}
