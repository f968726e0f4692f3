package org.communique.representation.syndication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The JDK's StAX writer without checked exceptions, and without characters that XML 1.0 does not have. */
final class Xml {
    private final OutputStream stream;
    private final XMLStreamWriter out;
    private final Map<String, String> namespaces;

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Xml(OutputStream stream, Map<String, String> namespaces) throws XMLStreamException {
        this.stream = stream;
        this.namespaces = namespaces;
        this.out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
    }

    /** A part of a document as UTF-8, for {@link #written}; its prefixes are those of the document. */
    static byte[] part(Map<String, String> namespaces, Consumer<Xml> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Xml xml = new Xml(bytes, namespaces);
            content.accept(xml);
            xml.out.flush();
        } catch (XMLStreamException failed) {
            throw new IllegalStateException(failed);
        }
        return bytes.toByteArray();
    }

    /** Writes the document as UTF-8 while it is made. */
    static void write(OutputStream stream, Consumer<Xml> content) {
        try {
            Xml xml = new Xml(stream, new HashMap<>());
            xml.out.writeStartDocument("UTF-8", "1.0");
            content.accept(xml);
            xml.out.writeEndDocument();
            xml.out.flush();
        } catch (XMLStreamException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Takes in a part that is written already. */
    Xml written(byte[] part) {
        return step(() -> {
            // Ends the start tag that is open.
            out.writeCharacters("");
            out.flush();
            try {
                stream.write(part);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private Xml step(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The root; with a namespace it is the default one, null for none. */
    Xml root(String name, String namespace) {
        return step(() -> {
            out.writeStartElement(name);
            if (namespace != null) {
                out.writeDefaultNamespace(namespace);
            }
        });
    }

    /** Declares prefixes on the root. */
    Xml namespaces(Map<String, String> all) {
        all.forEach(this::namespace);
        return this;
    }

    /** Declares a prefix on the root. */
    Xml namespace(String prefix, String namespace) {
        namespaces.put(prefix, namespace);
        return step(() -> out.writeNamespace(prefix, namespace));
    }

    Xml start(String name) {
        return step(() -> out.writeStartElement(name));
    }

    Xml start(String prefix, String name) {
        return step(() -> out.writeStartElement(prefix, name, namespaces.get(prefix)));
    }

    /** An element without content; its attributes follow. */
    Xml empty(String name) {
        return step(() -> out.writeEmptyElement(name));
    }

    Xml empty(String prefix, String name) {
        return step(() -> out.writeEmptyElement(prefix, name, namespaces.get(prefix)));
    }

    /** An attribute; nothing for null. */
    Xml attribute(String name, Object value) {
        return value == null ? this : step(() -> out.writeAttribute(name, clean(value.toString())));
    }

    Xml language(String tag) {
        return step(() -> out.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", tag));
    }

    /** Text; none for null. */
    Xml value(String text) {
        return step(() -> out.writeCharacters(text == null ? "" : clean(text)));
    }

    /** An element with text. */
    Xml text(String name, String text) {
        return start(name).value(text).end();
    }

    Xml text(String prefix, String name, String text) {
        return start(prefix, name).value(text).end();
    }

    Xml end() {
        return step(() -> out.writeEndElement());
    }

    /** XML 1.0 section 2.2: what is not a character is left out. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == 9
                        || c == 10
                        || c == 13
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
