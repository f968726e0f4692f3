package org.communique.representation.syndication;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Fetches documents and looks into them. */
final class Documents {
    private static final Map<String, String> NAMESPACES = Map.of(
            "a", "http://www.w3.org/2005/Atom",
            "at", "http://purl.org/atompub/tombstones/1.0",
            "fh", "http://purl.org/syndication/history/1.0",
            "dc", "http://purl.org/dc/elements/1.1/",
            "content", "http://purl.org/rss/1.0/modules/content/",
            "s", "http://www.sitemaps.org/schemas/sitemap/0.9",
            "x", "http://www.w3.org/1999/xhtml");
    private static final String BASE = "https://press.example.org";

    private Documents() {}

    static byte[] bytes(String address) {
        return given().urlEncodingEnabled(false)
                .get(local(address))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** The address on the server under test of one that the configuration made absolute. */
    static String local(String address) {
        return address.startsWith(BASE) ? address.substring(BASE.length()) : address;
    }

    static Document xml(String address) {
        return parse(bytes(address));
    }

    static Document parse(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        } catch (ParserConfigurationException | SAXException | IOException failed) {
            throw new AssertionError("not well-formed", failed);
        }
    }

    static JsonNode json(String address) {
        try {
            return new ObjectMapper().readTree(bytes(address));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The texts of what the path selects. */
    static List<String> all(Document document, String path) {
        try {
            XPath xpath = XPathFactory.newDefaultInstance().newXPath();
            xpath.setNamespaceContext(new Prefixes());
            NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (XPathExpressionException failed) {
            throw new IllegalArgumentException(path, failed);
        }
    }

    /** The one text that the path selects; null where there is none. */
    static String one(Document document, String path) {
        List<String> texts = all(document, path);
        if (texts.size() > 1) {
            throw new AssertionError(path + " selects " + texts);
        }
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** The address of a link of an Atom feed. */
    static String link(Document feed, String relation) {
        return one(feed, "/a:feed/a:link[@rel='" + relation + "']/@href");
    }

    private static final class Prefixes implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return NAMESPACES.get(prefix);
        }

        @Override
        public String getPrefix(String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public java.util.Iterator<String> getPrefixes(String namespace) {
            throw new UnsupportedOperationException();
        }
    }
}
