package org.communique.release.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.UncheckedIOException;
import org.communique.http.json.Json;
import org.communique.release.content.ReleaseContent;
import org.hibernate.annotations.Immutable;

/** Everything a release says but its bodies, as JSON in one column. */
@Converter
@Immutable
class ContentConverter implements AttributeConverter<ReleaseContent, String> {
    @Override
    public String convertToDatabaseColumn(ReleaseContent content) {
        return Json.string(content);
    }

    @Override
    public ReleaseContent convertToEntityAttribute(String column) {
        try {
            return Json.mapper().readValue(column, ReleaseContent.class);
        } catch (JsonProcessingException notContent) {
            throw new UncheckedIOException(notContent);
        }
    }
}
