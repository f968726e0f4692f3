package org.communique.contract;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.Entities;

/** The few pages for a browser, from templates with {@code ${name}} in them. */
@ApplicationScoped
class Pages {
    String problem(ProblemResource.Meaning meaning) {
        return template("problem.html")
                .replace("${status}", Integer.toString(meaning.status()))
                .replace("${title}", Entities.escape(meaning.title()))
                .replace("${meaning}", Entities.escape(meaning.meaning()))
                .replace("${remedy}", Entities.escape(meaning.remedy()));
    }

    String start() {
        return template("start.html");
    }

    private static String template(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/pages/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
