package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dhurandhar.assist.Item;
import org.dhurandhar.engine.Bundles;
import org.dhurandhar.engine.Session;

/// Completion, inspection, and whether a cell is complete.
///
/// Jupyter counts code points where Java counts UTF-16 units.
final class Assistance {
    private final CompletableFuture<Session> session;

    Assistance(CompletableFuture<Session> session) {
        this.session = session;
    }

    /// Lets the session do what would make the first completion wait.
    void prepare() {
        var _ = session.thenAccept(Session::indexClasses);
    }

    JsonObject complete(Request request) {
        var code = request.text("code");
        int at = at(request, code);
        var found = session.join().completions(code, at);
        int start = code.codePointCount(0, found.start());
        int end = code.codePointCount(0, found.end());
        var matches = new JsonArray();
        var types = new JsonArray();
        for (var item : found.items()) {
            matches.add(item.text());
            types.add(type(item, start, end));
        }
        var metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        var reply = Desk.ok();
        reply.add("matches", matches);
        reply.addProperty("cursor_start", start);
        reply.addProperty("cursor_end", end);
        reply.add("metadata", metadata);
        return reply;
    }

    private static JsonObject type(Item item, int start, int end) {
        var json = new JsonObject();
        json.addProperty("text", item.text());
        json.addProperty("type", item.type());
        json.addProperty("signature", item.signature());
        json.addProperty("start", start);
        json.addProperty("end", end);
        return json;
    }

    JsonObject inspect(Request request) {
        var code = request.text("code");
        boolean detail = request.number("detail_level", 0) > 0;
        var found = session.join().inspect(code, at(request, code), detail);
        var reply = Desk.ok();
        reply.addProperty("found", found != null);
        if (found == null) {
            reply.add("data", new JsonObject());
            reply.add("metadata", new JsonObject());
        } else {
            var bundle = Bundles.json(found);
            reply.add("data", bundle.get("data"));
            reply.add("metadata", bundle.get("metadata"));
        }
        return reply;
    }

    JsonObject isComplete(Request request) {
        var answer = session.join().isComplete(request.text("code"));
        var reply = new JsonObject();
        switch (answer) {
            case BaseKernel.IS_COMPLETE_YES,
                    BaseKernel.IS_COMPLETE_BAD,
                    BaseKernel.IS_COMPLETE_MAYBE ->
                    reply.addProperty("status", answer);
            default -> {
                reply.addProperty("status", "incomplete");
                reply.addProperty("indent", answer);
            }
        }
        return reply;
    }

    private static int at(Request request, String code) {
        int points = code.codePointCount(0, code.length());
        int at = request.number("cursor_pos", points);
        return code.offsetByCodePoints(0, Math.clamp(at, 0, points));
    }
}
