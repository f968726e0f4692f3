package bare;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Reads all of them, so that the first answer needs the store. */
@Path("/v1")
public class NoteResource {
    @GET
    public List<Note> all() {
        return Note.listAll();
    }
}
