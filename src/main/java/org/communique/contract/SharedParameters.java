package org.communique.contract;

import java.util.List;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Parameters that several operations take and that one package describes. The build finds it as a service
 * ({@link java.util.ServiceLoader}) when it writes the contract.
 */
public interface SharedParameters {
    /** The parameters of the group that an operation names in {@code x-parameters}; none for a group of another package. */
    List<Parameter> group(String name);
}
