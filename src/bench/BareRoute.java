import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The limit that the service is measured against: for each work a bare route that serves saved bytes with their saved
 * header from memory, on one event loop. An answer that was saved as 304 is given to its ETag.
 *
 * <p>Arguments: the port, the directory with {@code <work>.head} and {@code <work>.body}, and the works.
 */
public final class BareRoute {
    private static final Set<String> BY_SERVER = Set.of("content-length", "transfer-encoding", "connection");

    private BareRoute() {}

    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Router router = Router.router(vertx);
        for (int i = 2; i < arguments.length; i++) {
            Saved saved = Saved.read(Path.of(arguments[1]), arguments[i]);
            router.get("/" + arguments[i]).handler(saved::answer);
        }
        vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(131_072))
                .requestHandler(router)
                .listen(Integer.parseInt(arguments[0]))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private record Header(CharSequence name, CharSequence value) {}

    private record Saved(int status, List<Header> headers, String etag, Buffer body) {
        static Saved read(Path directory, String work) throws IOException {
            List<String> head = Files.readAllLines(directory.resolve(work + ".head"));
            List<Header> headers = new ArrayList<>();
            String etag = "";
            for (String line : head.subList(1, head.size())) {
                int colon = line.indexOf(':');
                if (colon > 0 && !BY_SERVER.contains(line.substring(0, colon).toLowerCase())) {
                    String value = line.substring(colon + 1).strip();
                    headers.add(new Header(
                            HttpHeaders.createOptimized(line.substring(0, colon)),
                            HttpHeaders.createOptimized(value)));
                    if (line.substring(0, colon).equalsIgnoreCase("etag")) {
                        etag = value;
                    }
                }
            }
            Buffer body = Buffer.buffer(Files.readAllBytes(directory.resolve(work + ".body")));
            return new Saved(Integer.parseInt(head.get(0).split(" ")[1]), headers, etag, body);
        }

        void answer(RoutingContext context) {
            HttpServerResponse response = context.response();
            boolean same = etag.equals(context.request().getHeader("If-None-Match"));
            MultiMap to = response.headers();
            for (Header header : headers) {
                to.add(header.name(), header.value());
            }
            if (same) {
                response.setStatusCode(304).end();
            } else if (status == 200) {
                response.end(body);
            } else {
                response.setStatusCode(500).end();
            }
        }
    }
}
