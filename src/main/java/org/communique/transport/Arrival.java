package org.communique.transport;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a request has arrived. It travels with the request as the result of its decoding. Faults are told on the event loop of
 * the connection; everything else may be asked anywhere.
 */
public final class Arrival extends DecoderResult {
    private static final Throwable NONE = new Throwable("arrived", null, false, false) {};

    private final boolean body;
    private final Refusal refusal;
    private volatile boolean complete;
    private String fault;
    private Consumer<String> onFault;

    /**
     * Why a request is refused before anything looks at it.
     *
     * @param detail a sentence for whoever sent it
     */
    public record Refusal(int status, String detail) {}

    private Arrival(boolean body, Refusal refusal) {
        super(NONE);
        this.body = body;
        this.refusal = refusal;
        complete = !body;
    }

    static Arrival of(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return new Arrival(
                headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || length != null && !length.equals("0"), null);
    }

    static Arrival refused(Refusal refusal) {
        return new Arrival(false, refusal);
    }

    public static Arrival of(HttpServerRequest request) {
        if (request.decoderResult() instanceof Arrival arrival) {
            return arrival;
        }
        throw new IllegalStateException("The connection of this request is not monitored");
    }

    /** Whether the head announces a body that is not empty, or may not be. */
    public boolean hasBody() {
        return body;
    }

    /** Empty for a request that can be answered. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether nothing of the request is still to come. */
    public boolean isComplete() {
        return complete;
    }

    /** On the event loop: has it told, now or later, that what comes is not a body; the sentence says why. */
    public void onFault(Consumer<String> handler) {
        onFault = handler;
        if (fault != null) {
            handler.accept(fault);
        }
    }

    void complete() {
        complete = true;
    }

    void fail(String detail) {
        fault = detail;
        if (onFault != null) {
            onFault.accept(detail);
        }
    }

    @Override
    public boolean isFinished() {
        return true;
    }

    @Override
    public boolean isSuccess() {
        return true;
    }

    @Override
    public boolean isFailure() {
        return false;
    }

    @Override
    public Throwable cause() {
        return null;
    }
}
