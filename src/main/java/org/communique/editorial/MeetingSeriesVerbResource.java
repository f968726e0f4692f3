package org.communique.editorial;

import jakarta.ws.rs.Path;
import org.communique.taxonomy.Vocabulary;

@Path("/v1/meeting-series")
public class MeetingSeriesVerbResource extends TermVerbResource {
    MeetingSeriesVerbResource() {
        super(Vocabulary.MEETING_SERIES);
    }
}
