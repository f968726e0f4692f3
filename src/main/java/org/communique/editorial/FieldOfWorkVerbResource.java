package org.communique.editorial;

import jakarta.ws.rs.Path;
import org.communique.taxonomy.Vocabulary;

@Path("/v1/fields-of-work")
public class FieldOfWorkVerbResource extends TermVerbResource {
    FieldOfWorkVerbResource() {
        super(Vocabulary.FIELD_OF_WORK);
    }
}
