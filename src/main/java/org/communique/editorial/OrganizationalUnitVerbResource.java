package org.communique.editorial;

import jakarta.ws.rs.Path;
import org.communique.taxonomy.Vocabulary;

@Path("/v1/organizational-units")
public class OrganizationalUnitVerbResource extends TermVerbResource {
    OrganizationalUnitVerbResource() {
        super(Vocabulary.ORGANIZATIONAL_UNIT);
    }
}
