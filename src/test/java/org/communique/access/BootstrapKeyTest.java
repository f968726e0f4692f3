package org.communique.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.communique.support.FreshStore;
import org.communique.support.TestStore;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@Tag("once")
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@DisabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "the server build makes no key of its own")
@FreshStore(sample = false, settings = "communique.access.bootstrap-key=")
class BootstrapKeyTest {
    @Inject
    BootstrapKey first;

    private final Printer printer = new Printer();

    /** Uses each key while it is being printed, as whoever reads the log may. */
    private static final class Printer extends Handler {
        private final List<String> printed = new ArrayList<>();
        private final List<Integer> opened = new ArrayList<>();
        private boolean used = true;

        @Override
        public void publish(LogRecord line) {
            String text = line instanceof ExtLogRecord known ? known.getFormattedMessage() : line.getMessage();
            if (text.contains("shown only once")) {
                printed.add(text.replaceAll("(?s).*: (cq_\\S+).*", "$1"));
                if (used) {
                    opened.add(status(printed.get(printed.size() - 1)));
                }
            }
        }

        @Override
        public void flush() {
            // There is nothing in between.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    @BeforeEach
    void empty() {
        QuarkusTransaction.requiringNew().run(() -> ApiKey.deleteAll());
        Logger.getLogger("").addHandler(printer);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(printer);
    }

    private static int status(String secret) {
        return given().header("Authorization", "Bearer " + secret)
                .get("/v1/api-keys")
                .statusCode();
    }

    @Test
    void it_is_printed_once_and_is_valid_when_it_is() throws Exception {
        first.check(new StartupEvent());
        first.check(new StartupEvent());
        assertEquals(1, printer.printed.size());
        assertEquals(List.of(200), printer.opened);
    }

    @Test
    void a_start_that_was_killed_before_it_printed_the_key_is_followed_by_one_that_does() throws Exception {
        QuarkusTransaction.requiringNew().call(() -> first.stored(Secrets.create()));
        first.check(new StartupEvent());
        first.check(new StartupEvent());
        assertEquals(List.of(200), printer.opened);
        assertEquals(1L, QuarkusTransaction.requiringNew().call(() -> ApiKey.count()), "there is one key");
    }

    @Test
    void a_key_that_was_printed_just_before_a_kill_works_beside_the_next_one() throws Exception {
        printer.used = false;
        first.check(new StartupEvent());
        QuarkusTransaction.requiringNew().run(() -> ApiKey.update("unseen = true"));
        first.check(new StartupEvent());
        assertEquals(2, printer.printed.size());
        assertNotEquals(printer.printed.get(0), printer.printed.get(1));
        printer.printed.forEach(secret -> assertEquals(200, status(secret)));
        first.check(new StartupEvent());
        assertEquals(2, printer.printed.size());
    }

    @Test
    void a_key_that_was_used_was_seen() throws Exception {
        first.check(new StartupEvent());
        QuarkusTransaction.requiringNew().run(() -> ApiKey.update("unseen = true"));
        first.check(new StartupEvent());
        assertEquals(1, printer.printed.size());
    }
}
