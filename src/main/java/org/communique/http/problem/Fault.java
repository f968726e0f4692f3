package org.communique.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One fault of a request.
 *
 * @param in where it is: {@code query}, {@code path}, {@code header} or {@code body}
 * @param name of the parameter or header
 * @param pointer JSON pointer (RFC 6901) into the body
 * @param code what is wrong, as a stable word
 * @param detail what is wrong, as a sentence
 * @param allowed the values that would do, where they can be listed or described
 * @param didYouMean the nearest valid spelling
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"in", "name", "pointer", "code", "detail", "allowed", "didYouMean"})
public record Fault(
        String in, String name, String pointer, String code, String detail, List<String> allowed, String didYouMean) {

    public static Fault query(String name, String code, String detail) {
        return new Fault("query", name, null, code, detail, null, null);
    }

    public static Fault path(String name, String code, String detail) {
        return new Fault("path", name, null, code, detail, null, null);
    }

    public static Fault header(String name, String code, String detail) {
        return new Fault("header", name, null, code, detail, null, null);
    }

    public static Fault body(String pointer, String code, String detail) {
        return new Fault("body", null, pointer, code, detail, null, null);
    }

    public Fault allowing(List<String> values) {
        return new Fault(in, name, pointer, code, detail, values, didYouMean);
    }

    public Fault meaning(String nearest) {
        return new Fault(in, name, pointer, code, detail, allowed, nearest);
    }
}
