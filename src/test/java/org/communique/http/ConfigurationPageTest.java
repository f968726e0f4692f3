package org.communique.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every setting is in the configuration reference. */
@Tag("unit")
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z_`, ]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

    /** The variables of the table; what begins with an underscore takes the place of the last words of the one before. */
    private static Set<String> variables() throws IOException {
        Set<String> all = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("src/site/configuration.md")));
        while (rows.find()) {
            List<String> first = new ArrayList<>();
            Matcher names = NAME.matcher(rows.group(1));
            while (names.find()) {
                String name = names.group(1);
                if (!name.startsWith("_")) {
                    first.add(name);
                    all.add(name);
                } else {
                    String full = first.get(first.size() - 1);
                    for (int cut = full.lastIndexOf('_'); cut > 0; cut = full.lastIndexOf('_', cut - 1)) {
                        all.add(full.substring(0, cut) + name);
                    }
                }
            }
        }
        return all;
    }

    @Test
    void what_the_composition_sets_is_in_the_table() throws IOException {
        JsonNode service = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("src/main/ops/compose.yaml").toFile())
                .at("/services/communique/environment");
        Set<String> known = variables();
        assertTrue(known.size() > 30, known.toString());
        Set<String> set = new TreeSet<>();
        service.fieldNames().forEachRemaining(set::add);
        assertTrue(set.size() > 5, set.toString());
        set.removeAll(known);
        assertEquals(Set.of(), set);
    }

    @Test
    void every_setting_of_the_code_is_in_the_table() throws Exception {
        Pattern mapping = Pattern.compile("@ConfigMapping\\(prefix = \"(communique[a-z.-]*)\"\\)");
        Path sources = Path.of("src/main/java");
        Set<String> settings = new TreeSet<>();
        try (var files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher found = mapping.matcher(Files.readString(file));
                if (found.find()) {
                    String name = sources.relativize(file).toString().replace('/', '.');
                    collect(
                            Class.forName(name.substring(0, name.length() - ".java".length())),
                            found.group(1),
                            settings);
                }
            }
        }
        assertTrue(settings.contains("COMMUNIQUE_LIMITS_READS_PER_MINUTE"), settings.toString());
        settings.removeAll(variables());
        assertEquals(Set.of(), settings);
    }

    /** The names of the variables of a group; what is named by whoever sets it is left out. */
    private static void collect(Class<?> group, String prefix, Set<String> settings) {
        for (Method setting : group.getDeclaredMethods()) {
            String name = setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            WithName given = setting.getAnnotation(WithName.class);
            String full = prefix + "." + (given != null ? given.value() : name);
            Class<?> type = setting.getReturnType();
            if (type.isInterface() && type.getEnclosingClass() != null) {
                collect(type, full, settings);
            } else if (!Map.class.isAssignableFrom(type) && !setting.isDefault() && !setting.isSynthetic()) {
                settings.add(full.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
            }
        }
    }
}
