package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/// What came of a request: its reply, and what was published under it, in order.
record Ran(String id, JsonObject reply, List<Received> published) {
    String status() {
        return reply.get("status").getAsString();
    }

    List<String> types() {
        return published.stream().map(Received::type).toList();
    }

    String stream(String name) {
        return published.stream()
                .filter(m -> m.type().equals("stream") && m.text("name").equals(name))
                .map(m -> m.text("text"))
                .collect(Collectors.joining());
    }

    /// The content of the only message of a type.
    JsonObject only(String type) {
        var found = published.stream().filter(m -> m.type().equals(type)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " messages " + type + " among " + published);
        }
        return found.getFirst().content();
    }

    /// The result as text.
    String result() {
        return only("execute_result").getAsJsonObject("data").get("text/plain").getAsString();
    }
}
