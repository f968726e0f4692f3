package org.communique.http.pipeline;

import io.quarkus.arc.Unremovable;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The methods each address has, for the Allow header (RFC 9110 section 10.2.1), read off the resources once. */
@ApplicationScoped
@Unremovable
class AllowedMethods {
    private record Operation(Pattern path, String method, List<String> consumes) {}

    @Inject
    BeanManager beans;

    private final List<Operation> operations = new ArrayList<>();

    @PostConstruct
    void scan() {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Class<?> type = bean.getBeanClass();
            if (type.isAnnotationPresent(Path.class)) {
                for (Method method : type.getMethods()) {
                    scan(type, method);
                }
            }
        }
    }

    private void scan(Class<?> type, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path path = method.getAnnotation(Path.class);
                String template = type.getAnnotation(Path.class).value() + (path == null ? "" : "/" + path.value());
                Consumes consumes = method.getAnnotation(Consumes.class);
                operations.add(new Operation(
                        Pattern.compile(template.replaceAll("/+", "/")
                                .replaceAll("(?<=.)/$", "")
                                .replaceAll("\\{[^}]+}", "[^/]+")),
                        verb.value(),
                        consumes == null ? List.of() : Arrays.asList(consumes.value())));
            }
        }
    }

    TreeSet<String> of(String path) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        at(path).forEach(operation -> methods.add(operation.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    List<String> consumed(String path) {
        return at(path).flatMap(operation -> operation.consumes().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private java.util.stream.Stream<Operation> at(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return operations.stream()
                .filter(operation -> operation.path().matcher(plain).matches());
    }
}
