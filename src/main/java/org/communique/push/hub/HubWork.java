package org.communique.push.hub;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Work of the hub that is stored before it is done: calls to make, and what to write down once each is answered. */
interface HubWork {
    /**
     * Claims what is due, so much at most, and begins the calls.
     *
     * @return for each call begun what is to be written down in a transaction of its own; none completes exceptionally
     */
    List<CompletionStage<Runnable>> begin(int most);
}
