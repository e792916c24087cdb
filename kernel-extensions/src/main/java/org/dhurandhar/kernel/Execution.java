package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.engine.Bundles;
import org.dhurandhar.engine.CellException;
import org.dhurandhar.engine.Outcome;
import org.dhurandhar.engine.Session;

/// Runs cells and counts them.
final class Execution {
    private final Wire wire;
    private final CompletableFuture<Session> session;
    private final Answers answers;
    private final History history;
    private int next = 1;

    /// A reply that is to be sent.
    ///
    /// @param stops whether cells that wait must not run
    record Finished(JsonObject metadata, JsonObject content, boolean stops) {}

    Execution(Wire wire, CompletableFuture<Session> session, Answers answers, History history) {
        this.wire = wire;
        this.session = session;
        this.answers = answers;
        this.history = history;
    }

    /// Runs a cell; its outputs have been given to be sent when this returns.
    Finished run(Request request) {
        var code = request.text("code", "");
        boolean silent = request.flag("silent", false);
        boolean stored = !silent && request.flag("store_history", true);
        int count = next;
        if (stored) {
            next++;
        }
        var output = new CellOutput(request, wire, answers);
        var metadata = new JsonObject();
        metadata.addProperty("started", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        var input = new JsonObject();
        input.addProperty("code", code);
        input.addProperty("execution_count", count);
        output.publish("execute_input", input);
        if (stored) {
            history.input(count, code);
        }

        var outcome = outcome(code, output, count);
        var content =
                switch (outcome) {
                    case Outcome.Done done -> {
                        if (done.result() != null) {
                            var result = result(done.result(), count);
                            output.queue("execute_result", result);
                            if (stored) {
                                remember(count, result);
                            }
                        }
                        var ok = Desk.ok();
                        ok.add("user_expressions", expressions(request.object("user_expressions")));
                        yield ok;
                    }
                    case Outcome.Failed failed -> {
                        output.queue("error", error(failed));
                        var error = error(failed);
                        error.addProperty("status", "error");
                        yield error;
                    }
                };
        content.addProperty("execution_count", silent ? next - 1 : count);
        content.add("payload", output.end());
        metadata.add("status", content.get("status"));
        boolean stops = outcome instanceof Outcome.Failed && request.flag("stop_on_error", true);
        return new Finished(metadata, content, stops);
    }

    private void remember(int count, JsonObject result) {
        if (result.getAsJsonObject("data").get("text/plain") instanceof JsonPrimitive text) {
            history.output(count, text.getAsString());
        }
    }

    private Outcome outcome(String code, CellOutput output, int count) {
        try {
            return session.join().run(code, output, count);
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return failed(cause);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(e);
        }
    }

    private static Outcome.Failed failed(Throwable e) {
        return new Outcome.Failed(
                e.getClass().getSimpleName(),
                String.valueOf(e.getMessage()),
                List.of(String.valueOf(e)),
                0);
    }

    private static JsonObject result(DisplayData data, int count) {
        var content = Bundles.json(data);
        content.addProperty("execution_count", count);
        return content;
    }

    private static JsonObject error(Outcome.Failed failed) {
        var content = Desk.error(failed.name(), failed.message(), failed.traceback());
        content.remove("status");
        return content;
    }

    private JsonObject expressions(JsonObject asked) {
        var values = new JsonObject();
        if (asked.isEmpty()) {
            return values;
        }
        wire.flush();
        for (var name : asked.keySet()) {
            values.add(name, value(asked.get(name).getAsString()));
        }
        return values;
    }

    private JsonObject value(String expression) {
        try {
            var data = session.join().eval(expression);
            var value = data == null ? Bundles.json(new DisplayData("null")) : Bundles.json(data);
            value.addProperty("status", "ok");
            return value;
        } catch (CellException e) {
            var failed = e.failed();
            return Desk.error(failed.name(), failed.message(), failed.traceback());
        } catch (RuntimeException | StackOverflowError e) {
            return Desk.error(
                    e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of());
        }
    }
}
