package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.dhurandhar.engine.Session;

/// Answers what needs no cell to have ended: the control channel, on a thread of its own.
final class Control {
    private final LinkedBlockingQueue<Request> waiting = new LinkedBlockingQueue<>();
    private final Wire wire;
    private final Desk desk;
    private final CompletableFuture<Session> session;
    private final Complaints complaints;
    private final Runnable exit;

    /// @param exit ends the process
    Control(
            Wire wire,
            Desk desk,
            CompletableFuture<Session> session,
            Complaints complaints,
            Runnable exit) {
        this.wire = wire;
        this.desk = desk;
        this.session = session;
        this.complaints = complaints;
        this.exit = exit;
    }

    void take(Request request) {
        waiting.add(request);
    }

    Thread start() {
        return Thread.ofPlatform().name("control").daemon().start(this::run);
    }

    private void run() {
        while (true) {
            try {
                answer(waiting.take());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                complaints.about("an error of the kernel: " + e);
            }
        }
    }

    void answer(Request request) {
        switch (request.type()) {
            case "kernel_info_request" -> desk.serve(request, r -> KernelInfo.reply());
            case "interrupt_request" -> desk.serve(request, r -> interrupt());
            case "shutdown_request" -> shutdown(request);
            default -> complaints.about(request.type() + " is not understood");
        }
    }

    JsonObject interrupt() {
        if (session.isDone() && !session.isCompletedExceptionally()) {
            session.join().interrupt();
        }
        return Desk.ok();
    }

    private void shutdown(Request request) {
        desk.busy(request);
        var content = Desk.ok();
        content.addProperty("restart", request.flag("restart", false));
        wire.send(Outgoing.published(request.header(), "shutdown_reply", content));
        desk.end(request, new JsonObject(), content);
        exit.run();
    }
}
