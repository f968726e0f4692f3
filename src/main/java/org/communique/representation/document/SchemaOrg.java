package org.communique.representation.document;

/** The vocabulary that search engines and archives read (schema.org), as JSON-LD. */
final class SchemaOrg {
    private static final String CONTEXT = "https://schema.org";

    private SchemaOrg() {}

    /** The members of a whole document. */
    static Members document(Members thing) {
        return new Members().put("@context", CONTEXT).putAll(thing);
    }

    /** Something of a type; with an id it is the same thing wherever it is named. */
    static Members thing(String type, String id) {
        return new Members().put("@type", type).put("@id", id);
    }

    /** A text in a language. */
    static Members text(String language, String value) {
        return new Members().put("@language", language).put("@value", value);
    }
}
