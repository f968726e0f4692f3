package org.communique.support;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings all rows of one database into another of the same product, as far as that has the tables and columns for them. */
public final class RowCopy implements AutoCloseable {
    private static final String HISTORY = "flyway_schema_history";

    private final Connection from;
    private final Connection to;
    private final boolean h2;

    private RowCopy(Connection from, Connection to) throws SQLException {
        this.from = from;
        this.to = to;
        this.h2 = "H2".equals(to.getMetaData().getDatabaseProductName());
    }

    /** Gives the number of rows by table. */
    public static Map<String, Integer> between(String from, String to) throws SQLException {
        try (RowCopy copy = new RowCopy(DriverManager.getConnection(from), DriverManager.getConnection(to))) {
            return copy.all();
        }
    }

    private Map<String, Integer> all() throws SQLException {
        to.setAutoCommit(false);
        Map<String, Integer> copied = new HashMap<>();
        execute(h2 ? "set referential_integrity false" : "set session_replication_role = replica");
        for (String table : tables(to)) {
            execute("delete from \"" + table + '"');
        }
        List<String> known = tables(to);
        for (String table : tables(from)) {
            if (known.contains(table)) {
                copied.put(table.toLowerCase(), rows(table));
            }
        }
        for (String sequence : sequences(to)) {
            execute("alter sequence \"" + sequence + "\" restart with " + next(sequence));
        }
        execute(h2 ? "set referential_integrity true" : "set session_replication_role = origin");
        to.commit();
        return copied;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        return names(
                connection,
                "select table_name from information_schema.tables where table_schema = current_schema"
                        + " and table_type = 'BASE TABLE' and table_name <> '" + HISTORY + "'");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return names(
                connection,
                "select column_name from information_schema.columns where table_schema = current_schema"
                        + " and table_name = '" + table + "' order by ordinal_position");
    }

    private static List<String> sequences(Connection connection) throws SQLException {
        return names(
                connection,
                "select sequence_name from information_schema.sequences where sequence_schema = current_schema");
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private String next(String sequence) throws SQLException {
        return names(from, h2 ? "select next value for \"" + sequence + '"' : "select nextval('" + sequence + "')")
                .get(0);
    }

    private int rows(String table) throws SQLException {
        List<String> both = columns(from, table);
        both.retainAll(columns(to, table));
        String list = '"' + String.join("\", \"", both) + '"';
        String marks = "?, ".repeat(both.size() - 1) + '?';
        int count = 0;
        try (Statement reading = from.createStatement();
                ResultSet row = reading.executeQuery("select " + list + " from \"" + table + '"');
                PreparedStatement writing =
                        to.prepareStatement("insert into \"" + table + "\" (" + list + ") values (" + marks + ")")) {
            for (; row.next(); count++) {
                for (int column = 1; column <= both.size(); column++) {
                    Object value = row.getObject(column);
                    writing.setObject(column, value instanceof Clob ? row.getString(column) : value);
                }
                writing.addBatch();
            }
            writing.executeBatch();
        }
        return count;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (from;
                to) {
            // Both, whatever comes of the first.
        }
    }
}
