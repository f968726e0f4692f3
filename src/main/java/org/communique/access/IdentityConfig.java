package org.communique.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** What the bearer tokens of an OpenID Connect provider allow. */
@ConfigMapping(prefix = "communique.identity")
public interface IdentityConfig {
    /** Where a token names roles: members separated by slashes; a list, or a string of words separated by spaces. */
    @WithDefault("realm_access/roles")
    List<String> claims();

    /** The scopes of each role. */
    Map<String, List<@WithConverter(ScopeConverter.class) Scope>> roles();
}
