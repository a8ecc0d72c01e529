package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows by one statement, unless somebody else has made one of them meanwhile. A plain insert would find that out as
 * well, but Hibernate would log the row, and somebody who likes can make it happen often.
 */
final class NewRows {

    /** Somebody else has made one of the rows: the transaction must be done again. */
    static final class Overtaken extends PersistenceException {
        Overtaken() {
            super("a row was made by somebody else meanwhile");
        }
    }

    private NewRows() {}

    /**
     * Inserts all of them, in their order.
     *
     * @param columns the entity's attributes
     * @param rows a value for each attribute
     * @throws Overtaken when one of them is there already
     */
    static void insert(
            EntityManager em, Class<?> entity, List<String> columns, List<? extends List<@Nullable Object>> rows) {
        if (!rows.isEmpty() && inserted(em, entity, columns, rows) != rows.size()) {
            throw new Overtaken();
        }
    }

    /** Inserts those that nobody else has made, and says how many these were. */
    static int inserted(
            EntityManager em, Class<?> entity, List<String> columns, List<? extends List<@Nullable Object>> rows) {
        String values = IntStream.range(0, rows.size())
                .mapToObj(row ->
                        columns.stream().map(column -> ":" + column + row).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        Query insert = em.createQuery("insert into %s (%s) values %s on conflict (id) do nothing"
                .formatted(entity.getSimpleName(), String.join(", ", columns), values));
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                insert.setParameter(columns.get(column) + row, rows.get(row).get(column));
            }
        }
        return insert.executeUpdate();
    }
}
