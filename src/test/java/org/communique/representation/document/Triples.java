package org.communique.representation.document;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.RdfNQuad;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** What a JSON-LD document says to a reader of triples, with a part of schema.org's context in the place of the whole. */
record Triples(List<RdfNQuad> all) {
    private static final String SCHEMA = "http://schema.org/";

    static Triples of(String document) {
        try {
            return new Triples(JsonLd.toRdf(JsonDocument.of(new StringReader(document)))
                    .loader((address, options) -> context(address))
                    .get()
                    .toList());
        } catch (JsonLdError wrong) {
            throw new AssertionError(document, wrong);
        }
    }

    private static Document context(URI address) throws JsonLdError {
        if (!address.toString().equals("https://schema.org")) {
            throw new AssertionError("another context: " + address);
        }
        try (InputStream stub = Triples.class.getResourceAsStream("/schema-org.jsonld")) {
            return JsonDocument.of(stub);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The values of a property of schema.org. */
    List<String> objects(String subject, String property) {
        return all.stream()
                .filter(triple -> triple.getSubject().getValue().equals(subject)
                        && triple.getPredicate().getValue().equals(SCHEMA + property))
                .map(triple -> triple.getObject().getValue())
                .toList();
    }

    String object(String subject, String property) {
        List<String> objects = objects(subject, property);
        if (objects.size() != 1) {
            throw new AssertionError(subject + " has as " + property + " " + objects);
        }
        return objects.get(0);
    }

    /** Its class in schema.org. */
    String type(String subject) {
        return all.stream()
                .filter(triple -> triple.getSubject().getValue().equals(subject)
                        && triple.getPredicate().getValue().endsWith("#type"))
                .map(triple -> triple.getObject().getValue().substring(SCHEMA.length()))
                .findFirst()
                .orElse(null);
    }
}
