package org.dhurandhar.document;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.dhurandhar.progress.InterruptedWork;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Writes maps, lists, numbers, texts and truth values as JSON.
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /// One line.
    public static String line(Object value) {
        return write(value, ObjectWriteContext.empty());
    }

    /// Indented by two spaces.
    public static String pretty(Object value) {
        return write(
                value,
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }
                });
    }

    private static String write(Object value, ObjectWriteContext context) {
        var out = new StringWriter();
        try (var generator = FACTORY.createGenerator(context, out)) {
            value(generator, value);
        }
        return out.toString();
    }

    private static void value(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String s -> out.writeString(s);
            case Boolean b -> out.writeBoolean(b);
            case Integer i -> out.writeNumber(i);
            case Long l -> out.writeNumber(l);
            case Double d -> out.writeNumber(d);
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((k, v) -> {
                    out.writeName(String.valueOf(k));
                    value(out, v);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(item -> {
                    InterruptedWork.check();
                    value(out, item);
                });
                out.writeEndArray();
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }
}
