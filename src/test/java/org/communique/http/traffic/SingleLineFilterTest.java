package org.communique.http.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SingleLineFilterTest {
    private static final String FORMAT = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} %s%e%n";

    private static ExtLogRecord line(String name) {
        ExtLogRecord line = new ExtLogRecord(
                Level.INFO, "%s by %s", ExtLogRecord.FormatStyle.PRINTF, SingleLineFilterTest.class.getName());
        line.setParameters(new Object[] {"draft.publish", name});
        return line;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r\n",
                "\r",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u000b",
                "\u000c",
                "\u001b[2J",
                "\u009b",
                "\u202e",
                "\u0000"
            })
    void a_value_from_outside_begins_no_line_and_controls_no_terminal(String control) {
        ExtLogRecord line = line("eve" + control + "2050-01-01 00:00:00.000 INFO  Audit release.retract by root");
        assertTrue(new SingleLineFilter().isLoggable(line));
        String text = new PatternFormatter(FORMAT).format(line);
        assertEquals(1, text.split("\\R", -1).length - 1, text);
        String json = new JsonFormatter().format(line);
        for (String written : new String[] {text.strip(), json.strip()}) {
            assertTrue(
                    written.codePoints()
                            .noneMatch(point -> Character.isISOControl(point)
                                    || Character.getType(point) == Character.LINE_SEPARATOR
                                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR
                                    || point == 0x202e),
                    written);
        }
    }

    @Test
    void the_message_of_an_exception_is_on_one_line_too_and_its_stack_stays() {
        Exception cause = new IllegalArgumentException("bad\nFORGED line");
        Exception failed = new IllegalStateException(cause.toString(), cause);
        failed.addSuppressed(new IllegalStateException("other\u2028FORGED"));
        ExtLogRecord line = line("eve");
        line.setThrown(failed);
        new SingleLineFilter().isLoggable(line);
        StringWriter stack = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(stack));
        assertTrue(stack.toString().lines().noneMatch(each -> each.startsWith("FORGED")), stack.toString());
        assertTrue(stack.toString().contains("Caused by: java.lang.IllegalArgumentException: bad\\nFORGED line"));
        assertTrue(stack.toString().contains("at " + SingleLineFilterTest.class.getName()), stack.toString());
    }

    @Test
    void what_is_plain_stays_as_it_is() {
        ExtLogRecord line = line("Zoë Müller عربى");
        Exception failed = new IllegalStateException("plain");
        line.setThrown(failed);
        new SingleLineFilter().isLoggable(line);
        assertEquals("draft.publish by Zoë Müller عربى", line.getFormattedMessage());
        assertSame(failed, line.getThrown());
    }
}
