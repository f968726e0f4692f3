package org.communique.http.json;

/** A body with a part that moves by itself, such as the time of the answer, and says nothing new by that. */
public interface Moving {
    /** The body without that part, by which it is validated. */
    Object still();
}
