package dev.mfapack.tests.bench;

import dev.mfapack.tests.bench.server.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The server's rows, read and changed beside the running server. Each call opens and closes a connection of its own. */
public final class Db {

    private final Database database;

    /** A view on that database. */
    public Db(Database database) {
        this.database = database;
    }

    /**
     * The result of a query. Column names are asked for in any case; CLOBs come as strings, everything else as JDBC gives it.
     *
     * @throws IllegalStateException when the database refuses the query
     */
    public List<Map<String, @Nullable Object>> rows(String sql, Object... values) {
        return with(sql, values, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        });
    }

    /**
     * The only row of a query.
     *
     * @throws AssertionError when there is none or more than one
     */
    public Map<String, @Nullable Object> row(String sql, Object... values) {
        List<Map<String, @Nullable Object>> rows = rows(sql, values);
        if (rows.size() != 1) {
            throw new AssertionError("Expected one row, found " + rows.size() + ": " + sql);
        }
        return rows.get(0);
    }

    /** The only value of a query that yields one number, such as a count. */
    public long number(String sql, Object... values) {
        Object value = row(sql, values).values().iterator().next();
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new AssertionError("Not a number: " + value);
    }

    /**
     * Changes rows, for example to let a code expire, in a committed transaction of its own.
     *
     * @return how many rows it changed
     */
    public int update(String sql, Object... values) {
        return with(sql, values, PreparedStatement::executeUpdate);
    }

    /** Names of all tables of the server, in upper case. */
    public List<String> tables() {
        try (Connection connection = database.connect();
                ResultSet found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
            List<String> names = new ArrayList<>();
            while (found.next()) {
                names.add(found.getString("TABLE_NAME").toUpperCase(Locale.ROOT));
            }
            Collections.sort(names);
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Every column of every row of the pack's tables, the credentials and the events as text, to look for what must not be there. Bytes stand there both as
     * hexadecimal digits and as characters.
     */
    public String dump() {
        return tables().stream().filter(Db::mayBetray).map(this::dump).collect(Collectors.joining());
    }

    /** Every column of every row of that table as text. */
    public String dump(String table) {
        if (!table.matches("\\w+")) {
            throw new IllegalArgumentException("Not a table: " + table);
        }
        StringBuilder text = new StringBuilder();
        for (Map<String, @Nullable Object> row : rows("select * from " + table)) {
            text.append(table);
            row.forEach((column, value) ->
                    text.append(' ').append(column).append('=').append(asText(value)));
            text.append('\n');
        }
        return text.toString();
    }

    private static boolean mayBetray(String table) {
        return table.startsWith("MFA_")
                || table.contains("CREDENTIAL")
                || table.contains("EVENT")
                || table.contains("ATTRIBUTE")
                || table.contains("REQUIRED_ACTION")
                || table.contains("OFFLINE_");
    }

    private static String asText(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes) + "|" + new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return String.valueOf(value);
    }

    private static List<Map<String, @Nullable Object>> read(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> row = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                row.put(columns.getColumnLabel(column), plain(result.getObject(column)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (!(value instanceof Clob clob)) {
            return value;
        }
        try (BufferedReader reader = new BufferedReader(clob.getCharacterStream())) {
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private <T> T with(String sql, Object[] values, Work<T> work) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
