package org.communique.changefeed;

import java.util.Optional;
import org.communique.release.filter.ReleaseFilter;
import org.communique.sequence.Snapshot;
import org.communique.taxonomy.Terms;

/**
 * Shows what changed in a list in one of its representations, for those who are told of it by its address. Each
 * representation that can be subscribed to is a bean of this type.
 */
public interface TopicContent {
    /** What follows {@code /v1/press-releases} in the address of the representation; nothing for the list itself. */
    String suffix();

    String mediaType();

    /**
     * What changed, as a document that is whole in itself. Where it is long, it has the first of the changes.
     *
     * @return nothing where this representation has nothing to show of it
     */
    Optional<Document> show(News news, Snapshot snapshot, Terms terms);

    /** A document, and the number up to which it tells of every change. */
    record Document(byte[] body, long position) {}

    /** The changes of a filter's view after a number, those alone that pushes may tell of. */
    record News(long after, ReleaseFilter filter, ChangeReads.Batch batch) {}
}
