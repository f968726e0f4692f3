package org.communique.http.request;

import java.util.Optional;

/** Tells whose credential a request carries, where that is known at once: it is asked on the event loop. */
public interface Callers {
    /**
     * @param authorization the header of that name
     * @return a name for the holder; empty where the credential is not known to be valid, or not known yet
     */
    Optional<String> holder(String authorization);
}
