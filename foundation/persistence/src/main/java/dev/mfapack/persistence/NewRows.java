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

    private static final List<String> ID = List.of("id");

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
        insert(em, entity, ID, columns, rows);
    }

    /**
     * As {@link #insert(EntityManager, Class, List, List)}, where the key has several columns.
     *
     * @param key attributes of the primary key
     */
    static void insert(
            EntityManager em,
            Class<?> entity,
            List<String> key,
            List<String> columns,
            List<? extends List<@Nullable Object>> rows) {
        if (!rows.isEmpty() && inserted(em, entity, key, columns, rows) != rows.size()) {
            throw new Overtaken();
        }
    }

    /** Inserts those that nobody else has made, and says how many these were. */
    static int inserted(
            EntityManager em, Class<?> entity, List<String> columns, List<? extends List<@Nullable Object>> rows) {
        return inserted(em, entity, ID, columns, rows);
    }

    /** As {@link #inserted(EntityManager, Class, List, List)}, where the key has several columns. */
    static int inserted(
            EntityManager em,
            Class<?> entity,
            List<String> key,
            List<String> columns,
            List<? extends List<@Nullable Object>> rows) {
        String values = IntStream.range(0, rows.size())
                .mapToObj(row ->
                        columns.stream().map(column -> ":" + column + row).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        Query insert = em.createQuery("insert into %s (%s) values %s on conflict (%s) do nothing"
                .formatted(entity.getSimpleName(), String.join(", ", columns), values, String.join(", ", key)));
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                insert.setParameter(columns.get(column) + row, rows.get(row).get(column));
            }
        }
        return insert.executeUpdate();
    }
}
