package org.dhurandhar.jupyter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhurandhar.report.CellForm;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;

/// Lists whose elements are worth more than one line: reports, and records.
final class Lists {
    private static final int MOST_REPORTS = 8;
    private static final int LONG = 1000;
    private static final int MOST_SENTENCES = 100;
    private static final int MOST_LETTERS = 300;

    private Lists() {}

    /// The reports one below the other, or null where the list holds anything else.
    static @Nullable String reports(List<?> list) {
        if (list.isEmpty() || !list.stream().allMatch(Report.class::isInstance)) {
            return null;
        }
        var out = new StringBuilder();
        for (var each : list.subList(0, Math.min(MOST_REPORTS, list.size()))) {
            out.append(CellForm.html((Report) each));
        }
        if (list.size() > MOST_REPORTS) {
            out.append(
                    "<p>%,d reports, of which the first %d are shown</p>\n"
                            .formatted(list.size(), MOST_REPORTS));
        }
        return out.toString();
    }

    /// Records of one class as a table of their components, or null where the list holds anything
    /// else.
    static @Nullable Tables records(List<?> list) {
        if (list.isEmpty() || list.getFirst() == null) {
            return null;
        }
        var type = list.getFirst().getClass();
        if (!type.isRecord() || !list.stream().allMatch(type::isInstance)) {
            return null;
        }
        var components = type.getRecordComponents();
        for (var component : components) {
            if (!simple(component.getType()) || !component.getAccessor().trySetAccessible()) {
                return null;
            }
        }
        return components.length == 0
                ? null
                : Tables.of("", new Records(list, List.of(components)));
    }

    private static boolean simple(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type == String.class
                || type == Boolean.class
                || Number.class.isAssignableFrom(type);
    }

    private record Records(List<?> list, List<RecordComponent> components)
            implements Tables.Source {
        @Override
        public int rows() {
            return list.size();
        }

        @Override
        public List<String> headings() {
            var names = new ArrayList<String>();
            components.forEach(component -> names.add(component.getName()));
            return names;
        }

        @Override
        public boolean numeric(int column) {
            var type = components.get(column).getType();
            return Number.class.isAssignableFrom(type)
                    || (type.isPrimitive() && type != boolean.class && type != char.class);
        }

        @Override
        public @Nullable String text(int row, int column) {
            try {
                var value = components.get(column).getAccessor().invoke(list.get(row));
                return value == null ? null : value.toString();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            } catch (InvocationTargetException e) {
                return "throws " + e.getCause();
            }
        }
    }

    /// Records that say themselves what they are, one a line, or null where the list holds anything
    /// else or many.
    static @Nullable List<String> sentences(List<?> list) {
        if (list.isEmpty() || list.size() > MOST_SENTENCES) {
            return null;
        }
        var sentences = new ArrayList<String>();
        for (var each : list) {
            var text = String.valueOf(each);
            if (!(each instanceof Record) || text.length() > MOST_LETTERS || text.contains("\n")) {
                return null;
            }
            sentences.add(text);
        }
        return sentences;
    }

    /// The elements in a line; of a very long list the first only.
    static String text(List<?> list) {
        if (list.size() <= LONG) {
            return list.toString();
        }
        var first = Arrays.toString(list.subList(0, LONG).toArray());
        return "%s … %,d elements]".formatted(first.substring(0, first.length() - 1), list.size());
    }
}
