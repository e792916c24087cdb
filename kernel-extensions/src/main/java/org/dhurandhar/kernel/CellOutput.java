package org.dhurandhar.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Bundles;
import org.dhurandhar.engine.Frontend;

/// The outputs of one cell as messages whose parent is its request.
final class CellOutput implements Frontend {
    private final Request request;
    private final Wire wire;
    private final Answers answers;
    private final boolean silent;
    private final JsonArray payload = new JsonArray();
    private volatile boolean running = true;

    CellOutput(Request request, Wire wire, Answers answers) {
        this.request = request;
        this.wire = wire;
        this.answers = answers;
        silent = request.flag("silent", false);
    }

    /// The cell has ended; what background threads print still comes under it.
    JsonArray end() {
        running = false;
        synchronized (payload) {
            return payload.deepCopy();
        }
    }

    void publish(String type, JsonObject content) {
        queue(type, content);
        wire.flush();
    }

    /// Publishes something with what is sent next, which must follow at once.
    void queue(String type, JsonObject content) {
        if (!silent) {
            wire.queue(Outgoing.published(request.header(), type, content));
        }
    }

    @Override
    public void print(Stream stream, String text) {
        if (text.isEmpty()) {
            return;
        }
        var content = new JsonObject();
        content.addProperty("name", stream.name().toLowerCase(Locale.ROOT));
        content.addProperty("text", text);
        publish("stream", content);
    }

    @Override
    public void display(DisplayData data) {
        publish("display_data", withId(data));
    }

    private static JsonObject withId(DisplayData data) {
        var content = Bundles.json(data);
        var id = new JsonObject();
        if (data.hasDisplayId()) {
            id.addProperty(DisplayData.DISPLAY_ID_KEY, data.getDisplayId());
        }
        content.add("transient", id);
        return content;
    }

    @Override
    public void update(DisplayData data) {
        publish("update_display_data", withId(data));
    }

    @Override
    public void clearOutput(boolean wait) {
        var content = new JsonObject();
        content.addProperty("wait", wait);
        publish("clear_output", content);
    }

    @Override
    public void page(DisplayData data) {
        if (!running) {
            display(data);
            return;
        }
        var page = new JsonObject();
        page.addProperty("source", "page");
        page.add("data", Bundles.json(data).get("data"));
        page.addProperty("start", 0);
        synchronized (payload) {
            payload.add(page);
        }
    }

    @Override
    public String ask(String prompt, boolean password) {
        if (!running || !request.flag("allow_stdin", false)) {
            throw DhurandharException.because("NoInput", "nobody can be asked here for a line")
                    .expected("a cell that runs in a client that takes input")
                    .fix("set the value in the cell: String answer = \"...\";");
        }
        var content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", password);
        var answer = answers.question();
        wire.send(
                new Outgoing(
                        Channel.STDIN,
                        request.identities(),
                        "input_request",
                        request.header(),
                        Outgoing.EMPTY,
                        content.toString(),
                        List.of()));
        try {
            return answer.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for input");
        }
    }
}
