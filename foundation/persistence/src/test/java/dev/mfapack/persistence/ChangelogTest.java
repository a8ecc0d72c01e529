package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keycloak does not validate a changelog against its schema, so a typo in it would pass: here it meets the entities. */
class ChangelogTest {

    private static final Set<String> TABLES = Set.of(
            "MFA_CHALLENGE",
            "MFA_KEY",
            "MFA_OUTBOX",
            "MFA_AUDIT_EVENT",
            "MFA_AUDIT_CHECKPOINT",
            "MFA_FLOW_SNAPSHOT",
            "MFA_THROTTLE",
            "MFA_SMS_TRAFFIC",
            "MFA_SPENT",
            "MFA_APP_PASSWORD_USE",
            "MFA_PASSKEY",
            "MFA_CEREMONY",
            "MFA_TOKEN",
            "MFA_PERSON",
            "MFA_RECOVERY",
            "MFA_RISK_PROFILE",
            "MFA_RISK_GLOBAL",
            "MFA_RISK_RATE",
            "MFA_RISK_DECISION",
            "MFA_NOTICE",
            "MFA_SEEN_DEVICE",
            "MFA_FORMER_ADDRESS");

    /** Dialects: what is indexed must not be longer. */
    private static final int LONGEST_INDEXED = 255;

    private record ColumnOf(String type, int length, boolean nullable) {}

    private static Connection connection;

    @BeforeAll
    static void runTheChangelog() throws SQLException, LiquibaseException {
        connection = DriverManager.getConnection("jdbc:h2:mem:changelog;DB_CLOSE_DELAY=-1");
        liquibase().update(new Contexts(), new LabelExpression());
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    static Stream<Class<?>> entities() {
        return new MfaEntityProviderFactory().create(null).getEntities().stream();
    }

    @Test
    void thereIsATableForEachEntityAndAnEntityForEachTable() throws SQLException {
        assertThat(entities().map(entity -> entity.getAnnotation(Table.class).name()))
                .containsExactlyInAnyOrderElementsOf(TABLES);
        assertThat(tables()).isEqualTo(new TreeSet<>(TABLES));
    }

    @Test
    void theChangelogIsWhereKeycloakIsToldToLook() {
        String location = new MfaEntityProviderFactory().create(null).getChangelogLocation();

        assertThat(getClass().getClassLoader().getResource(location)).isNotNull();
    }

    @Test
    void nothingIsLeftToDoAfterAFirstRun() throws LiquibaseException {
        assertThat(liquibase().listUnrunChangeSets(new Contexts(), new LabelExpression()))
                .isEmpty();
    }

    @Test
    @DisplayName("one book-keeping table for the whole pack, named after letters alone")
    void theBookKeepingTableIsNamedAfterThePack() {
        assertThat(MfaEntityProviderFactory.ID).matches("[a-z]{1,10}");
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyColumnIsAsItsEntitySaysAndNoOtherIsThere(Class<?> entity) throws SQLException {
        assertThat(entity).hasAnnotation(Entity.class);
        Map<String, ColumnOf> columns = columns(table(entity));
        Set<String> named = new HashSet<>();
        for (Field field : persistentFields(entity)) {
            Column annotation = field.getAnnotation(Column.class);
            assertThat(annotation).as(field.toString()).isNotNull();
            named.add(annotation.name());
            ColumnOf column = columns.get(annotation.name());
            assertThat(column).as("column of " + field).isNotNull();
            assertThat(column.type()).as(annotation.name()).isEqualTo(type(field));
            if (type(field).endsWith(" VARYING")) {
                assertThat(column.length()).as("length of " + annotation.name()).isEqualTo(annotation.length());
            }
            assertThat(column.nullable()).as("nullable " + annotation.name()).isEqualTo(mayBeNull(field));
        }
        assertThat(columns.keySet()).isEqualTo(named);
    }

    @ParameterizedTest
    @MethodSource("entities")
    void everyConstantOfAnEnumFitsItsColumn(Class<?> entity) throws SQLException {
        Map<String, ColumnOf> columns = columns(table(entity));
        persistentFields(entity).stream()
                .filter(field -> field.getType().isEnum())
                .forEach(field -> {
                    // By name: a number would change its meaning with the next constant.
                    assertThat(field.getAnnotation(Enumerated.class).value()).isEqualTo(EnumType.STRING);
                    int length = columns.get(field.getAnnotation(Column.class).name())
                            .length();
                    assertThat(field.getType().getEnumConstants())
                            .allSatisfy(
                                    constant -> assertThat(constant.toString()).hasSizeLessThanOrEqualTo(length));
                });
    }

    @ParameterizedTest
    @MethodSource("entities")
    void theIdIsTheNamedPrimaryKey(Class<?> entity) throws SQLException {
        List<String> id = persistentFields(entity).stream()
                .filter(field -> field.isAnnotationPresent(Id.class))
                .map(field -> field.getAnnotation(Column.class).name())
                .toList();
        List<String> key = new ArrayList<>(Collections.nCopies(id.size(), ""));
        try (ResultSet keys = meta().getPrimaryKeys(null, "PUBLIC", table(entity))) {
            while (keys.next()) {
                assertThat(keys.getString("PK_NAME")).isEqualTo("PK_" + table(entity));
                key.set(keys.getInt("KEY_SEQ") - 1, keys.getString("COLUMN_NAME"));
            }
        }
        assertThat(key).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("entities")
    void whatIsIndexedIsShortEnoughForEveryDatabase(Class<?> entity) throws SQLException {
        Map<String, ColumnOf> columns = columns(table(entity));
        assertThat(indexes(entity))
                .isNotEmpty()
                .allSatisfy((index, indexed) -> assertThat(indexed)
                        .allSatisfy(column ->
                                assertThat(columns.get(column).length()).isLessThanOrEqualTo(LONGEST_INDEXED)));
    }

    @Test
    @DisplayName("C4: of two nodes that make a realm's first key at once one fails, by this constraint")
    void aVersionOfAKeyIsThereOnce() throws SQLException {
        assertThat(indexes(KeyEntity.class).values()).contains(List.of("REALM_ID", "PURPOSE", "VERSION"));
        try (ResultSet unique = meta().getIndexInfo(null, "PUBLIC", "MFA_KEY", true, false)) {
            List<String> columns = new ArrayList<>();
            while (unique.next()) {
                columns.add(unique.getString("COLUMN_NAME"));
            }
            assertThat(columns).contains("REALM_ID", "PURPOSE", "VERSION");
        }
    }

    @Test
    void ofTwoWhoApplyFlowsToARealmAtOnceOneFails() throws SQLException {
        try (ResultSet unique = meta().getIndexInfo(null, "PUBLIC", "MFA_FLOW_SNAPSHOT", true, false)) {
            List<String> columns = new ArrayList<>();
            while (unique.next()) {
                columns.add(unique.getString("COLUMN_NAME"));
            }
            assertThat(columns).contains("REALM_ID", "SERIAL_NO");
        }
    }

    @Test
    @DisplayName("I9: of several who spend a code at once all but one fail, by this constraint")
    void aCodeIsSpentOnce() throws SQLException {
        try (ResultSet unique = meta().getIndexInfo(null, "PUBLIC", "MFA_SPENT", true, false)) {
            List<String> columns = new ArrayList<>();
            while (unique.next()) {
                columns.add(unique.getString("COLUMN_NAME"));
            }
            assertThat(columns).contains("REALM_ID", "USER_ID", "CREDENTIAL_ID", "SELECTOR");
        }
    }

    @Test
    void whoeverLeavesIsFoundByAnIndex() throws SQLException {
        assertThat(indexes(ChallengeEntity.class).values()).contains(List.of("REALM_ID", "USER_ID"));
        assertThat(indexes(OutboxEntity.class).values()).contains(List.of("REALM_ID", "USER_ID"));
        assertThat(indexes(SpentEntity.class).values())
                .anySatisfy(columns -> assertThat(columns).startsWith("REALM_ID", "USER_ID"));
        assertThat(indexes(AppPasswordUseEntity.class).values())
                .anySatisfy(columns -> assertThat(columns).startsWith("REALM_ID", "USER_ID"));
        assertThat(indexes(ThrottleEntity.class).values()).contains(List.of("REALM_ID", "USER_ID"));
        assertThat(indexes(RiskProfileEntity.class).values()).contains(List.of("REALM_ID", "USER_ID"));
        assertThat(indexes(RiskDecisionEntity.class).values()).contains(List.of("REALM_ID", "USER_ID", "DECIDED_AT"));
        assertThat(indexes(AuditEventEntity.class).values()).contains(List.of("REALM_ID", "USER_ID", "EVENT_TIME"));
    }

    private static Liquibase liquibase() throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        return new Liquibase("META-INF/mfa-pack-changelog.xml", new ClassLoaderResourceAccessor(), database);
    }

    private static DatabaseMetaData meta() throws SQLException {
        return connection.getMetaData();
    }

    private static String table(Class<?> entity) {
        return entity.getAnnotation(Table.class).name();
    }

    private static Set<String> tables() throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows = meta().getTables(null, "PUBLIC", null, new String[] {"BASE TABLE", "TABLE"})) {
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!name.startsWith("DATABASECHANGELOG")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static Map<String, ColumnOf> columns(String table) throws SQLException {
        Map<String, ColumnOf> columns = new HashMap<>();
        try (ResultSet rows = meta().getColumns(null, "PUBLIC", table, null)) {
            while (rows.next()) {
                columns.put(
                        rows.getString("COLUMN_NAME"),
                        new ColumnOf(
                                rows.getString("TYPE_NAME"),
                                rows.getInt("COLUMN_SIZE"),
                                rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable));
            }
        }
        return columns;
    }

    private static Map<String, List<String>> indexes(Class<?> entity) throws SQLException {
        Map<String, List<String>> indexes = new HashMap<>();
        try (ResultSet rows = meta().getIndexInfo(null, "PUBLIC", table(entity), false, false)) {
            while (rows.next()) {
                indexes.computeIfAbsent(rows.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(rows.getString("COLUMN_NAME"));
            }
        }
        return indexes;
    }

    private static List<Field> persistentFields(Class<?> entity) {
        return Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .toList();
    }

    private static String type(Field field) {
        Class<?> type = field.getType();
        if (field.getAnnotation(Column.class).length() == Integer.MAX_VALUE) {
            return "CHARACTER LARGE OBJECT";
        } else if (type == String.class || type.isEnum()) {
            return "CHARACTER VARYING";
        } else if (type == int.class || type == Integer.class) {
            return "INTEGER";
        } else if (type == long.class || type == Long.class) {
            return "BIGINT";
        } else if (type == boolean.class) {
            return "BOOLEAN";
        } else if (type == byte[].class) {
            return "BINARY VARYING";
        }
        throw new AssertionError("a type without a column type: " + field);
    }

    private static boolean mayBeNull(Field field) {
        // Oracle keeps the empty text of no reasons as null.
        return marked(field)
                || marked(field.getAnnotatedType())
                || field.getName().equals("reasons");
    }

    private static boolean marked(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class);
    }
}
