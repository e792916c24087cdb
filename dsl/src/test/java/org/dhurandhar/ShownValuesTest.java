package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dhurandhar.memory.Assessment;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a prompt shows of a value: it walks from the entry point along every public method and
/// looks at each value of ours that it meets.
final class ShownValuesTest {
    private static final int MOST_ROWS = 12;
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_OF_A_TYPE = 6;

    /// What is passed to methods that take names, by the name of the method.
    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "model", List.of("gemma4-e2b", "gpt-oss-20b"),
                    "compare", List.of("qwen3-0.6b", "qwen3-4b", "gpt-oss-20b"),
                    "on", List.of("pixel-10-pro", "budget-emmc-phone", "laptop-nvme"),
                    "quants", List.of("Q4_0", "Q8_0"),
                    "settings", List.of("llama.cpp"));

    private static final long[] CONTEXTS = {1024, 2048, 4096};
    private static final double SPEED = 5;

    private final Map<Class<?>, Integer> seen = new HashMap<>();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private final List<String> tooLong = new ArrayList<>();

    @Test
    void every_value_that_can_be_reached_shows_itself_in_a_few_rows() throws Exception {
        follow(Dhurandhar.class, null);
        var deployment = Dhurandhar.model("qwen3-4b").on("pixel-10-pro");
        waiting.add(new Assessment(deployment.footprint(), List.of(deployment.feasibility())));
        seen.put(Assessment.class, 1);
        while (!waiting.isEmpty()) {
            var value = waiting.poll();
            look(value);
            follow(value.getClass(), value);
        }
        assertThat(tooLong).isEmpty();
        assertThat(seen.keySet().stream().map(Class::getName)).containsAll(reports());
    }

    /// Names of all public types that are reports.
    private static List<String> reports() {
        var names = new TreeSet<String>();
        for (var type :
                new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("org.dhurandhar")) {
            if (type.isAssignableTo(Report.class)
                    && !type.isInterface()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                    && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                names.add(type.getName());
            }
        }
        return List.copyOf(names);
    }

    private void look(Object value) {
        var text = value.toString();
        if (text.length() >= MOST_CHARACTERS || text.lines().count() > MOST_ROWS) {
            tooLong.add(
                    "%s: %d characters, %d rows%n%s"
                            .formatted(
                                    value.getClass().getName(),
                                    text.length(),
                                    text.lines().count(),
                                    text.substring(0, Math.min(200, text.length()))));
        }
        assertThat(text).as("no default toString").doesNotContain(value.getClass().getName() + "@");
    }

    private void follow(Class<?> type, @Nullable Object value) throws IllegalAccessException {
        var methods = Arrays.asList(type.getMethods());
        methods.sort(Comparator.comparing(Method::toString));
        for (var method : methods) {
            if (ours(method.getDeclaringClass())
                    && Modifier.isStatic(method.getModifiers()) == (value == null)
                    && shows(method.getReturnType())) {
                for (var arguments : arguments(method)) {
                    try {
                        method.setAccessible(true);
                        meet(method.invoke(value, arguments));
                    } catch (InvocationTargetException e) {
                        assertThat(e.getCause())
                                .as(method.toString())
                                .isInstanceOf(DhurandharException.class);
                    }
                }
            }
        }
    }

    private static boolean ours(Class<?> type) {
        return type.getName().startsWith("org.dhurandhar");
    }

    private static boolean shows(Class<?> type) {
        return !type.isPrimitive() && type != String.class && (ours(type) || type == List.class);
    }

    /// What to call a method with: nothing, each name, all names at once, or a figure.
    private static List<Object[]> arguments(Method method) {
        var types = method.getParameterTypes();
        var names = NAMES.getOrDefault(method.getName(), List.of());
        if (types.length == 0) {
            return List.<Object[]>of(new Object[0]);
        }
        if (types.length == 1 && types[0] == double.class) {
            return List.<Object[]>of(new Object[] {SPEED});
        }
        if (types.length == 1 && types[0] == long[].class) {
            return List.<Object[]>of(new Object[] {CONTEXTS});
        }
        if (types.length == 1 && types[0] == String.class) {
            return names.stream().map(name -> new Object[] {name}).toList();
        }
        int single = types.length - 1;
        if (types[single] != String[].class
                || names.size() < single
                || !Arrays.stream(types).limit(single).allMatch(t -> t == String.class)) {
            return List.of();
        }
        var all = new ArrayList<Object>(names.subList(0, single));
        all.add(names.subList(single, names.size()).toArray(String[]::new));
        return List.<Object[]>of(all.toArray());
    }

    private void meet(@Nullable Object value) {
        if (value instanceof List<?> list) {
            for (var element : list.subList(0, Math.min(3, list.size()))) {
                meet(element);
            }
        }
        if (value != null
                && ours(value.getClass())
                && seen.merge(value.getClass(), 1, Integer::sum) <= MOST_OF_A_TYPE) {
            waiting.add(value);
        }
    }
}
