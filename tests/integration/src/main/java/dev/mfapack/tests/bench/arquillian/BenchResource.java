package dev.mfapack.tests.bench.arquillian;

import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.server.FrontDoor;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.lang.annotation.Annotation;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** What {@code @ArquillianResource} fields of one type get. Arquillian does not tell a provider the wanted type, so each type has its own. */
abstract class BenchResource implements ResourceProvider {

    private static final String SUITE_NODE = "suite";

    private final Class<?> type;
    private final Function<Annotation[], Object> provided;

    BenchResource(Class<?> type, Function<Annotation[], Object> provided) {
        this.type = type;
        this.provided = provided;
    }

    @Override
    public boolean canProvide(Class<?> wanted) {
        return type.equals(wanted);
    }

    @Override
    public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
        return provided.apply(qualifiers);
    }

    private static String nodeName(Annotation[] qualifiers) {
        return Stream.of(qualifiers)
                .filter(OnNode.class::isInstance)
                .map(q -> ((OnNode) q).value())
                .findFirst()
                .orElse(SUITE_NODE);
    }

    /** {@link KeycloakNode}, by {@link OnNode}. */
    public static final class OfNode extends BenchResource {
        public OfNode() {
            super(KeycloakNode.class, qualifiers -> Nodes.named(nodeName(qualifiers)));
        }
    }

    /** The cluster's {@link FrontDoor}. */
    public static final class OfFrontDoor extends BenchResource {
        public OfFrontDoor() {
            super(FrontDoor.class, qualifiers -> Nodes.frontDoor());
        }
    }

    /** {@link Phone#shared()}. */
    public static final class OfPhone extends BenchResource {
        public OfPhone() {
            super(Phone.class, qualifiers -> Phone.shared());
        }
    }

    /** {@link Mailbox#shared()}. */
    public static final class OfMailbox extends BenchResource {
        public OfMailbox() {
            super(Mailbox.class, qualifiers -> Mailbox.shared());
        }
    }
}
