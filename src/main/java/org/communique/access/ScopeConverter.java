package org.communique.access;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a scope of the configuration; one that there is not stops the start. */
public class ScopeConverter implements Converter<Scope> {
    private static final long serialVersionUID = 1L;

    @Override
    public Scope convert(String value) {
        return Scope.byWire(value.strip())
                .orElseThrow(() -> new IllegalArgumentException("\"" + value + "\" is not a scope"));
    }
}
