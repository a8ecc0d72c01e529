package dev.mfapack.realmtemplates;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names for flows in a realm that has flows already. */
final class FlowNames {

    private static final Pattern NUMBER = Pattern.compile(" \\(\\d+\\)$");

    private FlowNames() {}

    /** Of something that is carried over from another flow, as Keycloak names what it duplicates. */
    static String carriedOver(String flow, String alias) {
        String plain = plain(alias);
        return plain.startsWith(flow + " ") ? plain : flow + " " + alias;
    }

    /** Whether {@code alias} is {@code name}, or {@code name} with a number that {@link #free} gave it. */
    static boolean isNumbered(String name, String alias) {
        return plain(alias).equals(name);
    }

    /** The flow with the smallest number behind all names that makes each of them free; none when they are free as they are. */
    static Flow free(Flow flow, Predicate<String> aliasIsTaken, Predicate<String> configIsTaken) {
        Flow candidate = flow;
        for (int number = 2;
                candidate.aliases().anyMatch(aliasIsTaken)
                        || candidate.configAliases().anyMatch(configIsTaken);
                number++) {
            String suffix = " (" + number + ")";
            candidate = flow.renamed(alias -> alias + suffix);
        }
        return candidate;
    }

    private static String plain(String alias) {
        return NUMBER.matcher(alias).replaceFirst("");
    }
}
