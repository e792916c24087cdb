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
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a prompt shows of a value: it walks from the entry point along every public method and looks
/// at each value of ours that it meets.
final class ShownValuesTest {
    private static final int MOST_ROWS = 12;
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_OF_A_TYPE = 12;

    /// What is passed to methods that take something, by name.
    private static final Map<String, List<Object>> ARGUMENTS =
            Map.ofEntries(
                    Map.entry("model", List.of("gemma4-e2b", "gpt-oss-20b")),
                    Map.entry("on", List.of("pixel-10-pro", "budget-emmc-phone")),
                    Map.entry("compare", List.of(new String[] {"qwen3-0.6b", "qwen3-4b"})),
                    Map.entry("contexts", List.of(new long[] {1024, 2048, 4096})),
                    Map.entry("quants", List.of(new Object[] {"Q4_0", "Q8_0"})),
                    Map.entry("settings", List.of("llama.cpp")),
                    Map.entry("target", List.of(5.0)),
                    Map.entry("neededBudget", List.of(5.0)));

    private final Map<Class<?>, Integer> seen = new HashMap<>();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private final List<String> tooLong = new ArrayList<>();

    @Test
    void every_value_that_can_be_reached_shows_itself_in_a_few_rows() throws Exception {
        follow(Dhurandhar.class, null);
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

    private static List<Object[]> arguments(Method method) {
        if (method.getParameterCount() == 0) {
            return List.<Object[]>of(new Object[0]);
        }
        var found = new ArrayList<Object[]>();
        if (method.getParameterCount() == 1) {
            for (var value : ARGUMENTS.getOrDefault(method.getName(), List.of())) {
                var wanted = method.getParameterTypes()[0];
                if (wanted.isInstance(value) || wanted == double.class && value instanceof Double) {
                    found.add(new Object[] {value});
                }
            }
        }
        return found;
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
