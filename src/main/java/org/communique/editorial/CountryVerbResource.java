package org.communique.editorial;

import jakarta.ws.rs.Path;
import org.communique.taxonomy.Vocabulary;

@Path("/v1/countries")
public class CountryVerbResource extends TermVerbResource {
    CountryVerbResource() {
        super(Vocabulary.COUNTRY);
    }
}
