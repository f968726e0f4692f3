package org.communique.sequence;

import java.util.function.Supplier;

/** What is held for the highest number of the sequence that a reader has asked for; a higher number replaces it. */
public final class Newest<T> {
    private volatile Held<T> held;

    private record Held<T>(long number, T value) {}

    /**
     * What belongs to the number. Where several readers ask for a new number at the same time, one of them makes it and the
     * others wait. For a number that is past, each reader makes its own, which is not held.
     */
    public T at(long number, Supplier<T> make) {
        Held<T> current = held;
        if (current == null || current.number() < number) {
            current = advance(number, make);
        }
        return current.number() == number ? current.value() : make.get();
    }

    private synchronized Held<T> advance(long number, Supplier<T> make) {
        if (held == null || held.number() < number) {
            held = new Held<>(number, make.get());
        }
        return held;
    }
}
