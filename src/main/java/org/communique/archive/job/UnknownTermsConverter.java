package org.communique.archive.job;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.communique.archive.importer.UnknownTerms;

/** Kept as it is on the wire. */
@Converter
class UnknownTermsConverter implements AttributeConverter<UnknownTerms, String> {
    @Override
    public String convertToDatabaseColumn(UnknownTerms unknown) {
        return unknown.wire();
    }

    @Override
    public UnknownTerms convertToEntityAttribute(String column) {
        return UnknownTerms.of(column);
    }
}
