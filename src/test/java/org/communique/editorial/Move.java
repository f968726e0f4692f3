package org.communique.editorial;

import io.restassured.response.Response;

/**
 * One request of a writer to one release, and what came back.
 *
 * @param title of the text that is written; null where none is
 * @param ifMatch the validator that was sent; null for none
 * @param asked when it was sent, in nanoseconds of one clock
 * @param answered when its answer was there
 */
record Move(Kind kind, String writer, String title, String ifMatch, long asked, long answered, Answer answer) {
    enum Kind {
        WRITE("draft.write"),
        DISCARD("draft.discard"),
        PUBLISH("draft.publish"),
        WITHDRAW("press-release.withdrawn"),
        RESTORE("press-release.restored"),
        RETRACT("press-release.retracted"),
        /** What anybody may do. */
        READ(null);

        private final String action;

        Kind(String action) {
            this.action = action;
        }

        /** In the audit log. */
        String action() {
            return action;
        }

        boolean isPublic() {
            return this != WRITE && this != DISCARD && this != READ;
        }
    }

    /** What an answer says: the status and, where there is a release in it, its members. */
    record Answer(int status, Integer revision, String title, String state) {
        static Answer of(int status) {
            return new Answer(status, null, null, null);
        }

        static Answer of(Kind kind, Response response) {
            int status = response.statusCode();
            if (status != 200 || kind == Kind.WRITE) {
                return of(status);
            }
            return new Answer(status, response.path("revision"), response.path("title"), response.path("status"));
        }
    }

    boolean isWritten() {
        return kind != Kind.READ && answer.status() < 300;
    }
}
