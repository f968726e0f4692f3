package org.communique.support;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** First the classes that share a store, so that it is filled once; among them by name. */
public final class SharedStoreFirst implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.<ClassDescriptor, Boolean>comparing(tests -> tests.isAnnotated(FreshStore.class))
                        .thenComparing(tests -> tests.getTestClass().getName()));
    }
}
