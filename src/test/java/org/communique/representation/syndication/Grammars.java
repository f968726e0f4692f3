package org.communique.representation.syndication;

import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Says what is wrong with a document; nothing where it is valid. */
final class Grammars {
    private Grammars() {}

    /** By RELAX NG of RFC 4287 with tombstones. */
    static String faultsOfAtom(byte[] feed) {
        StringWriter faults = new StringWriter();
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new Collected(faults));
        ValidationDriver driver = new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        try {
            InputSource grammar = new InputSource(resource("atom.rnc"));
            if (!driver.loadSchema(grammar)) {
                throw new AssertionError("the grammar is faulty: " + faults);
            }
            boolean valid = driver.validate(new InputSource(new ByteArrayInputStream(feed)));
            return valid ? "" : faults.toString() + " ";
        } catch (IOException | SAXException failed) {
            throw new AssertionError(failed);
        }
    }

    /** By the schema of sitemaps.org. */
    static String faultsOfSitemap(byte[] sitemap) {
        try {
            SchemaFactory.newDefaultInstance()
                    .newSchema(new Source[] {
                        new StreamSource(resource("sitemap.xsd")), new StreamSource(resource("hreflang.xsd"))
                    })
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(sitemap)));
            return "";
        } catch (SAXException invalid) {
            return invalid.toString();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String resource(String name) {
        return Grammars.class.getResource("/feed/" + name).toString();
    }

    private record Collected(StringWriter faults) implements ErrorHandler {
        @Override
        public void warning(SAXParseException fault) {
            error(fault);
        }

        @Override
        public void error(SAXParseException fault) {
            faults.write(fault.getLineNumber() + ":" + fault.getColumnNumber() + " " + fault.getMessage() + "\n");
        }

        @Override
        public void fatalError(SAXParseException fault) {
            error(fault);
        }
    }
}
