package org.communique.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TokenScopesTest {
    private static final Map<String, List<Scope>> ROLES =
            Map.of("partner", List.of(Scope.SUBSCRIBE), "chief", List.of(Scope.ADMIN));

    @Test
    void roles_are_found_in_a_list_and_in_a_string_of_words() throws Exception {
        assertEquals(Set.of(Scope.SUBSCRIBE), scopes("{'realm_access': {'roles': ['partner', 'unknown', 7]}}"));
        assertEquals(Set.of(Scope.SUBSCRIBE), scopes("{'scope': 'openid partner'}"));
        assertEquals(EnumSet.allOf(Scope.class), scopes("{'scope': 'chief'}"));
    }

    @Test
    void other_claims_give_nothing() throws Exception {
        assertEquals(Set.of(), scopes("{'roles': ['partner'], 'scope': 'partners', 'realm_access': 'partner'}"));
        assertEquals(Set.of(), scopes("{}"));
    }

    private static Set<Scope> scopes(String token) throws Exception {
        return TokenScopes.of(
                new ObjectMapper().readTree(token.replace('\'', '"')), List.of("realm_access/roles", "scope"), ROLES);
    }
}
