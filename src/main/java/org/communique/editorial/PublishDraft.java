package org.communique.editorial;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.communique.access.Audit;
import org.communique.access.Caller;
import org.communique.http.json.Json;
import org.communique.http.json.NodeReader;
import org.communique.http.problem.Fault;
import org.communique.http.problem.ProblemException;
import org.communique.http.problem.ProblemType;
import org.communique.release.content.ContentReader;
import org.communique.release.content.ContentWriter;
import org.communique.release.content.LiveRelease;
import org.communique.release.content.ReleaseContent;
import org.communique.release.content.ReleaseContent.ChangeNote;
import org.communique.release.content.ReleaseContent.Text;
import org.communique.release.content.ReleaseStatus;
import org.communique.release.store.LiveStore;
import org.communique.sequence.ChangeType;
import org.communique.sequence.Sequence.WriteTurn;
import org.communique.taxonomy.TermCache;
import org.communique.taxonomy.Terms;

/** Publish: the draft becomes what the public reads, for the first time or as a new revision. */
@ApplicationScoped
class PublishDraft {
    /** How late a scheduled release may come in and still be dated at its instant. */
    private static final Duration PUNCTUAL = Duration.ofSeconds(2);

    @Inject
    LiveStore store;

    @Inject
    Audit audit;

    /**
     * What was published.
     *
     * @param number of the change
     * @param terms that it was checked against
     */
    record Published(LiveRelease release, long number, Terms terms) {}

    Publication options(Draft draft) {
        try {
            return Json.mapper().readValue(draft.publication, Publication.class);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Published publish(WriteTurn turn, Draft draft, Publication options, Caller actor) {
        LiveRelease before = store.find(draft.id);
        Instant time = store.nextTime(turn, draft.id);
        Terms terms = TermCache.load();
        LiveRelease next = prepare(draft, before, options, time, terms);
        long number = store.put(turn, next, before == null ? ChangeType.PUBLISHED : ChangeType.REVISED, time);
        keepRest(draft, options, next, terms);
        audit.record(
                actor,
                "draft.publish",
                new Audit.Subject("press-release", draft.id.toString()),
                state(before),
                state(next));
        return new Published(next, number, terms);
    }

    /**
     * The release that the draft would become at the time.
     *
     * @throws ProblemException 409 where the live release has moved on, 410 where it was retracted, 422 with every fault
     *     that keeps the draft from being published
     */
    LiveRelease prepare(Draft draft, Publication options, Instant time) {
        return prepare(draft, store.find(draft.id), options, time, TermCache.load());
    }

    private LiveRelease prepare(Draft draft, LiveRelease before, Publication options, Instant time, Terms terms) {
        store.rejectRetracted(draft.id);
        if (!Objects.equals(draft.basedOn, before == null ? null : before.revision())) {
            throw new ProblemException(
                            ProblemType.LIVE_MOVED,
                            "The draft was made from revision " + draft.basedOn + ", and revision "
                                    + (before == null ? null : before.revision()) + " is live.")
                    .with("basedOn", draft.basedOn)
                    .with("liveRevision", before == null ? null : before.revision());
        }
        DraftContent draftContent = DraftContent.read(DraftView.content(draft), terms);
        List<Fault> faults = new ArrayList<>(draftContent.faults());
        ReleaseContent chosen = chosen(draftContent.content(), before, options.languages(), faults);
        rejectOthersIds(draft, chosen, faults);
        if (before != null) {
            // Another system goes on to know it by an id that it once had.
            chosen = chosen.withExternalIds(before.content().externalIds());
        }
        NodeReader reader = new NodeReader(ContentWriter.write(chosen));
        ContentReader.requirePublishable(reader, chosen);
        faults.addAll(reader.faults());
        unprocessable(faults);
        ReleaseContent settled = store.settled(draft.id, chosen, before == null ? null : before.content(), faults);
        unprocessable(faults);
        return before == null
                ? first(draft, noted(settled, List.of(), 1, time, options), time)
                : next(before, settled, time, options);
    }

    private void rejectOthersIds(Draft draft, ReleaseContent content, List<Fault> faults) {
        for (int i = 0; i < content.externalIds().size(); i++) {
            ReleaseContent.ExternalId id = content.externalIds().get(i);
            if (store.byExternalId(id).filter(other -> !other.equals(draft.id)).isPresent()) {
                faults.add(Fault.body(
                        "/externalIds/" + i,
                        "taken",
                        "Another release has, or had, the id \"" + id.id() + "\" of the system \"" + id.system()
                                + "\"."));
            }
        }
    }

    /** What could be read and still cannot be published is never a 400. */
    private static void unprocessable(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    faults.size() == 1 ? faults.get(0).detail() : faults.size() + " errors in the draft.",
                    faults);
        }
    }

    private static LiveRelease first(Draft draft, ReleaseContent content, Instant time) {
        Instant due = draft.publishAt;
        boolean punctual = draft.state == DraftState.SCHEDULED
                && due != null
                && Duration.between(due, time).abs().compareTo(PUNCTUAL) <= 0;
        Instant published = punctual ? due : time;
        return new LiveRelease(draft.id, 1, ReleaseStatus.PUBLISHED, null, published, published, time, content);
    }

    private static LiveRelease next(LiveRelease before, ReleaseContent content, Instant time, Publication options) {
        int revision = before.revision() + 1;
        return new LiveRelease(
                before.id(),
                revision,
                before.status(),
                before.withdrawal(),
                before.publishedAt(),
                options.major() ? time : before.revisedAt(),
                time,
                noted(content, before.content().changeNotes(), revision, time, options));
    }

    private static ReleaseContent noted(
            ReleaseContent content, List<ChangeNote> earlier, int revision, Instant time, Publication options) {
        List<ChangeNote> notes = new ArrayList<>(earlier);
        if (options.changeNote() != null) {
            notes.add(new ChangeNote(revision, time, options.changeNote()));
        }
        return content.withChangeNotes(notes);
    }

    /**
     * The draft's texts in the languages chosen, beside the live ones in the others. What all languages share comes with
     * the original. A text that is named is confirmed: it is taken to be made from the original that goes live with it.
     */
    private static ReleaseContent chosen(
            ReleaseContent draft, LiveRelease before, List<String> languages, List<Fault> faults) {
        if (languages.isEmpty()) {
            return draft;
        }
        SortedMap<String, Text> texts = new TreeMap<>();
        if (before != null) {
            before.content().texts().forEach((language, text) -> texts.put(language, unsettled(text, null)));
        }
        for (int i = 0; i < languages.size(); i++) {
            Text text = draft.texts().get(languages.get(i));
            if (text == null) {
                faults.add(
                        Fault.body("/languages/" + i, "no-text", "The draft has no text in " + languages.get(i) + ".")
                                .allowing(List.copyOf(draft.texts().keySet())));
            } else {
                texts.put(languages.get(i), unsettled(text, true));
            }
        }
        boolean withOriginal = before == null || languages.contains(draft.originalLanguage());
        return (withOriginal ? draft : before.content()).withTexts(texts);
    }

    private static Text unsettled(Text text, Boolean upToDate) {
        return new Text(text.title(), text.summary(), text.html(), text.slug(), List.of(), upToDate);
    }

    /** Texts that were not chosen stay in the draft; a draft that says nothing else any more is done. */
    private static void keepRest(Draft draft, Publication options, LiveRelease next, Terms terms) {
        boolean done = options.languages().isEmpty()
                || saysAll(
                        next.content(),
                        DraftContent.read(DraftView.content(draft), terms).content());
        if (done) {
            draft.delete();
        } else {
            draft.basedOn = next.revision();
            draft.state = DraftState.DRAFT;
            draft.publishAt = null;
            draft.embargoed = false;
            draft.publication = Json.string(Publication.PLAIN);
            draft.version++;
        }
    }

    private static boolean saysAll(ReleaseContent published, ReleaseContent draft) {
        return draft.texts().entrySet().stream().allMatch(text -> {
            Text other = published.texts().get(text.getKey());
            return other != null && saysTheSame(text.getValue(), other);
        });
    }

    private static boolean saysTheSame(Text one, Text other) {
        return Objects.equals(one.title(), other.title())
                && Objects.equals(one.summary(), other.summary())
                && Objects.equals(one.html(), other.html());
    }

    static String state(LiveRelease release) {
        return release == null ? null : release.status().wire() + " " + release.revision();
    }
}
