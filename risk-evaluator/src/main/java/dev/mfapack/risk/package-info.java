/**
 * How much a login differs from a person's habits, in plain Java.
 *
 * <p>{@link dev.mfapack.risk.RiskEvaluator} is the way in. It is given values that have been read already ({@link
 * dev.mfapack.risk.LoginAttempt}) and asks the rest of the world through ports: {@link dev.mfapack.risk.Profiles}, {@link
 * dev.mfapack.risk.GlobalCounts}, {@link dev.mfapack.risk.Velocity}, {@link dev.mfapack.risk.ValueHashes}. {@link
 * dev.mfapack.risk.Places} and {@link dev.mfapack.risk.Reputation} serve those who read the values.
 */
@NullMarked
package dev.mfapack.risk;

import org.jspecify.annotations.NullMarked;
