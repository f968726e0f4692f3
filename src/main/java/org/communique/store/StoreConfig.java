package org.communique.store;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What an operator says of the store. */
@ConfigMapping(prefix = "communique.store")
public interface StoreConfig {
    /**
     * A name for the restoring of a backup that this store comes from, such as its day; at the first start with a name the store
     * gets a new id, so that consumers who have seen later numbers reconcile. The same name again changes nothing.
     */
    Optional<String> restored();
}
