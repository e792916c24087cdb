package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Answers the shell channel's requests one after another, on a thread of its own.
final class Shell {
    private static final int QUIET_MILLIS = 1_000;

    private final LinkedBlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Wire wire;
    private final Desk desk;
    private final Execution execution;
    private final Assistance assistance;
    private final History history;
    private final CommSocket socket;
    private final CompletableFuture<Comms> comms;
    private final Control control;
    private final Complaints complaints;
    private boolean wasQuiet;

    Shell(
            Wire wire,
            Desk desk,
            Execution execution,
            Assistance assistance,
            History history,
            CommSocket socket,
            CompletableFuture<Comms> comms,
            Control control,
            Complaints complaints) {
        this.wire = wire;
        this.desk = desk;
        this.execution = execution;
        this.assistance = assistance;
        this.history = history;
        this.socket = socket;
        this.comms = comms;
        this.control = control;
        this.complaints = complaints;
    }

    void take(Request request) {
        waiting.add(request);
    }

    Thread start() {
        return Thread.ofPlatform().name("cells").start(this::run);
    }

    private void run() {
        while (true) {
            try {
                answer(next());
            } catch (InterruptedException e) {
                // Somebody's code; a cell's interrupt goes to the thread of cells.
                complaints.about("an interrupt of the thread that answers");
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                complaints.about("an error of the kernel: " + e);
            }
        }
    }

    /// The next request. While there is none for the first time, what completions need is prepared.
    private Request next() throws InterruptedException {
        if (!wasQuiet) {
            var request = waiting.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            if (request != null) {
                return request;
            }
            wasQuiet = true;
            assistance.prepare();
        }
        return waiting.take();
    }

    private void answer(Request request) {
        socket.within(request);
        switch (request.type()) {
            case "execute_request" -> execute(request);
            case "complete_request" -> desk.serve(request, assistance::complete);
            case "inspect_request" -> desk.serve(request, assistance::inspect);
            case "is_complete_request" -> desk.serve(request, assistance::isComplete);
            case "history_request" -> desk.serve(request, history::answer);
            case "comm_info_request" -> desk.serve(request, r -> comms.join().info(r));
            case "comm_open", "comm_msg", "comm_close" ->
                    desk.note(request, r -> comms.join().take(r));
            default -> control.answer(request);
        }
    }

    private void execute(Request request) {
        desk.busy(request);
        var finished = execution.run(request);
        var sent = new ArrayList<Request>();
        if (finished.stops()) {
            // What was sent before the failure is told does not run; what is sent after it does.
            wire.reached().join();
            waiting.drainTo(sent);
        }
        desk.end(request, finished.metadata(), finished.content());
        abort(sent);
    }

    private void abort(List<Request> requests) {
        for (var request : requests) {
            if (request.type().equals("execute_request")) {
                var content = new JsonObject();
                content.addProperty("status", "aborted");
                desk.serve(request, r -> content);
            } else {
                answer(request);
            }
        }
    }
}
