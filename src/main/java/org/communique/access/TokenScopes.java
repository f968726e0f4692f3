package org.communique.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scopes that a token's claims stand for. A role that is not configured gives none. */
final class TokenScopes {
    private TokenScopes() {}

    static Set<Scope> of(JsonNode token, List<String> claims, Map<String, List<Scope>> byRole) {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        for (String claim : claims) {
            for (String role : roles(token, claim)) {
                byRole.getOrDefault(role, List.of()).forEach(scope -> all.addAll(scope.implied()));
            }
        }
        return all;
    }

    private static List<String> roles(JsonNode token, String claim) {
        JsonNode found = token;
        for (String member : claim.split("/")) {
            found = found.path(member);
        }
        List<String> roles = new ArrayList<>();
        if (found.isTextual()) {
            roles.addAll(List.of(found.textValue().split(" ")));
        }
        found.forEach(role -> {
            if (role.isTextual()) {
                roles.add(role.textValue());
            }
        });
        return roles;
    }
}
