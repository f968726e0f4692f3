package org.communique.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.http.json.Json;

/** Names by language in one column. */
@Converter
class NamesConverter implements AttributeConverter<SortedMap<String, String>, String> {
    private static final TypeReference<TreeMap<String, String>> NAMES = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(SortedMap<String, String> names) {
        return Json.string(names);
    }

    @Override
    public SortedMap<String, String> convertToEntityAttribute(String column) {
        try {
            SortedMap<String, String> names = Json.mapper().readValue(column, NAMES);
            names.values().removeIf(Objects::isNull);
            return names;
        } catch (JsonProcessingException notNames) {
            throw new UncheckedIOException(notNames);
        }
    }
}
