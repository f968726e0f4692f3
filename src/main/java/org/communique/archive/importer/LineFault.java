package org.communique.archive.importer;

import org.communique.http.problem.Fault;
import org.communique.http.request.Parameters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with a line of an archive; the first line is 1. */
@Schema(name = "LineFault")
public record LineFault(long line, String pointer, String code, String detail) {
    static LineFault of(long line, Fault fault) {
        String hint = fault.didYouMean() == null ? "" : " Did you mean \"" + fault.didYouMean() + "\"?";
        return new LineFault(line, fault.pointer(), fault.code(), Parameters.wellFormed(fault.detail() + hint));
    }
}
