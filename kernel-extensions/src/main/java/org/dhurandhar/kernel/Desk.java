package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// How requests are answered: busy, the reply, idle.
final class Desk {
    private final Wire wire;
    private final Complaints complaints;

    Desk(Wire wire, Complaints complaints) {
        this.wire = wire;
        this.complaints = complaints;
    }

    /// Answers a request, with an error where its handler throws.
    void serve(Request request, Function<Request, JsonObject> handler) {
        status(request, "busy");
        reply(request, answered(request, handler));
        status(request, "idle");
    }

    /// Does what a message says that nobody replies to.
    void note(Request request, Consumer<Request> handler) {
        status(request, "busy");
        answered(
                request,
                r -> {
                    handler.accept(r);
                    return ok();
                });
        status(request, "idle");
    }

    private JsonObject answered(Request request, Function<Request, JsonObject> handler) {
        try {
            return handler.apply(request);
        } catch (MalformedMessage e) {
            complaints.about(e.what());
            return error("MalformedMessage", e.what(), List.of());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            complaints.about(request.type() + ": " + e);
            return error(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of());
        }
    }

    void reply(Request request, JsonObject content) {
        reply(request, new JsonObject(), content);
    }

    void reply(Request request, JsonObject metadata, JsonObject content) {
        var type = request.type().replace("_request", "_reply");
        wire.send(Outgoing.reply(request, type, metadata, content));
    }

    /// Tells all clients whether a request is being worked on.
    void status(Request request, String state) {
        var content = new JsonObject();
        content.addProperty("execution_state", state);
        wire.send(Outgoing.published(request.header(), "status", content));
    }

    static JsonObject ok() {
        var content = new JsonObject();
        content.addProperty("status", "ok");
        return content;
    }

    static JsonObject error(String name, String message, List<String> traceback) {
        var content = new JsonObject();
        content.addProperty("status", "error");
        content.addProperty("ename", name);
        content.addProperty("evalue", message);
        var lines = new JsonArray();
        traceback.forEach(lines::add);
        content.add("traceback", lines);
        return content;
    }
}
