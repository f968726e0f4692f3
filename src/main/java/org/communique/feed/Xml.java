package org.communique.feed;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The JDK's StAX writer without checked exceptions, and without characters that XML 1.0 does not have. */
final class Xml {
    private final XMLStreamWriter out;
    private final Map<String, String> namespaces = new HashMap<>();

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** The document as UTF-8. */
    static byte[] document(Consumer<Xml> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, content);
        return bytes.toByteArray();
    }

    /** Writes the document as UTF-8 while it is made. */
    static void write(OutputStream stream, Consumer<Xml> content) {
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            content.accept(new Xml(out));
            out.writeEndDocument();
            out.flush();
        } catch (XMLStreamException failed) {
            throw new IllegalStateException(failed);
        }
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

    Xml value(String text) {
        return step(() -> out.writeCharacters(clean(text)));
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
