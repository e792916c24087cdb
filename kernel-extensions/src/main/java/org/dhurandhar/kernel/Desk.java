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
        busy(request);
        wire.flush();
        end(request, new JsonObject(), answered(request, handler));
    }

    /// Does what a message says that nobody replies to.
    void note(Request request, Consumer<Request> handler) {
        busy(request);
        wire.flush();
        answered(
                request,
                r -> {
                    handler.accept(r);
                    return ok();
                });
        idle(request);
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

    /// Tells all clients that a request is being worked on, once [Wire#flush] is called.
    void busy(Request request) {
        wire.queue(status(request, "busy"));
    }

    /// Replies, and tells all clients that the request has been worked on.
    void end(Request request, JsonObject metadata, JsonObject content) {
        var type = request.type().replace("_request", "_reply");
        wire.queue(Outgoing.reply(request, type, metadata, content));
        idle(request);
    }

    private void idle(Request request) {
        wire.send(status(request, "idle"));
    }

    private static Outgoing status(Request request, String state) {
        var content = new JsonObject();
        content.addProperty("execution_state", state);
        return Outgoing.published(request.header(), "status", content);
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
