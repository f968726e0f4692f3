package org.communique.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.communique.editorial.Move.Answer;

/**
 * What a release and its draft are, as simply as it can be said.
 *
 * @param live the title of each revision there was
 * @param base the revision that the draft was made from; null where nothing was live
 * @param validator of the draft
 */
record ReleaseModel(
        List<String> live, String draft, Integer base, String validator, boolean withdrawn, boolean retracted) {
    static final ReleaseModel NOTHING = new ReleaseModel(List.of(), null, null, null, false, false);

    /** What the move must be answered in this state. */
    Answer answer(Move move) {
        int refusal = refusal(move);
        if (refusal != 0) {
            return Answer.of(refusal);
        }
        return switch (move.kind()) {
            case WRITE -> Answer.of(draft == null ? 201 : 200);
            case DISCARD -> Answer.of(204);
            case RETRACT -> new Answer(200, live.size() + 1, null, null);
            case READ -> shown();
            case PUBLISH, WITHDRAW, RESTORE -> after(move, null).shown();
        };
    }

    private Answer shown() {
        return new Answer(200, live.size(), live.get(live.size() - 1), withdrawn ? "withdrawn" : "published");
    }

    private int refusal(Move move) {
        if (retracted) {
            return 410;
        }
        boolean never = live.isEmpty();
        return switch (move.kind()) {
            case WRITE ->
                draft == null && never
                        ? (move.ifMatch() == null ? 0 : 412)
                        : unmatched(move, draft != null ? validator : "\"r" + live.size() + '"');
            case DISCARD -> draft == null ? (never ? 404 : 409) : unmatched(move, validator);
            case PUBLISH -> draft == null ? (never ? 404 : 409) : Objects.equals(base, revision()) ? 0 : 409;
            case WITHDRAW -> never ? 404 : withdrawn ? 409 : 0;
            case RESTORE -> never ? 404 : withdrawn ? 0 : 409;
            case RETRACT, READ -> never ? 404 : 0;
        };
    }

    private static int unmatched(Move move, String validator) {
        return move.ifMatch() == null ? 428 : move.ifMatch().equals(validator) ? 0 : 412;
    }

    private Integer revision() {
        return live.isEmpty() ? null : live.size();
    }

    /** The state after a move that this one allows. */
    ReleaseModel after(Move move, String written) {
        return switch (move.kind()) {
            case WRITE -> new ReleaseModel(live, move.title(), revision(), written, withdrawn, false);
            case DISCARD -> new ReleaseModel(live, null, null, null, withdrawn, false);
            case PUBLISH -> new ReleaseModel(and(draft), null, null, null, withdrawn, false);
            case WITHDRAW -> new ReleaseModel(and(live.get(live.size() - 1)), draft, base, validator, true, false);
            case RESTORE -> new ReleaseModel(and(live.get(live.size() - 1)), draft, base, validator, false, false);
            case RETRACT -> new ReleaseModel(live, null, null, null, withdrawn, true);
            case READ -> this;
        };
    }

    private List<String> and(String title) {
        List<String> longer = new ArrayList<>(live);
        longer.add(title);
        return longer;
    }

    /** The state that the audit log names for a move of this kind. */
    String audited(Move.Kind kind) {
        if (!kind.isPublic()) {
            return draft == null ? null : "draft";
        }
        if (live.isEmpty()) {
            return null;
        }
        return retracted ? "retracted " + (live.size() + 1) : (withdrawn ? "withdrawn " : "published ") + live.size();
    }
}
