package org.dhurandhar.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Session;
import org.dhurandhar.magic.Standard;

/// The process that Jupyter starts: `Kernel CONNECTION_FILE`.
public final class Kernel {
    private static final int WRONG_USE = 2;

    private Kernel() {}

    /// Serves the clients of a connection file until one of them asks for the end.
    public static void main(String[] args) {
        try {
            serve(args);
        } catch (DhurandharException e) {
            refuse(e);
        } catch (IOException e) {
            refuse(
                    DhurandharException.because("Kernel", String.valueOf(e.getMessage()))
                            .expected("a system that gives sockets and selectors")
                            .fix("look at its limits: ulimit -n"));
        }
    }

    private static void refuse(DhurandharException e) {
        System.err.println(e.getMessage());
        // The session is on its way already; nothing of it needs an end.
        Runtime.getRuntime().halt(WRONG_USE);
    }

    private static void serve(String[] args) throws IOException {
        if (args.length != 1) {
            throw DhurandharException.because("Usage", args.length + " arguments")
                    .expected("one, the connection file that Jupyter wrote")
                    .fix("jupyter console --kernel dhurandhar");
        }
        var complaints = new Complaints();
        var session = new CompletableFuture<Session>();
        var comms = new CompletableFuture<Comms>();
        var socket = new CompletableFuture<CommSocket>();
        // JShell takes longest, so it starts first; what needs none is answered meanwhile.
        Thread.ofPlatform().name("session").daemon().start(() -> begin(session, socket, comms));
        var file = Path.of(args[0]);
        var wire = Wire.bind(ConnectionFile.read(file), complaints);
        var history = new History(HistoryFolder.standard(), complaints);
        var exit = new Exit(wire, history);
        var desk = new Desk(wire, complaints);
        var answers = new Answers();
        var control = new Control(wire, desk, session, complaints, exit::begin);
        var commSocket = new CommSocket(wire.context(), wire);
        socket.complete(commSocket);
        var shell =
                new Shell(
                        wire,
                        desk,
                        new Execution(wire, session, answers, history),
                        new Assistance(session),
                        history,
                        commSocket,
                        comms,
                        control,
                        complaints);
        wire.receive(Channel.SHELL, shell::take);
        wire.receive(Channel.CONTROL, control::take);
        wire.receive(Channel.STDIN, answers::take);
        control.start();
        shell.start();
        wire.start(exit::end);
        ParentWatch.start(System.getenv("JPY_PARENT_PID"), exit::begin);
        Signals.onInterrupt(control::interrupt, complaints);
        mend(file, complaints);
    }

    /// The key in a connection file lets whoever reads it run code as its owner.
    private static void mend(Path file, Complaints complaints) {
        try {
            if (OwnerOnly.mend(file)) {
                complaints.about(file + " could be read by others; now its owner alone can");
            }
        } catch (IOException e) {
            complaints.about(file + " can be read by others, and its rights cannot be changed");
        }
    }

    private static void begin(
            CompletableFuture<Session> session,
            CompletableFuture<CommSocket> socket,
            CompletableFuture<Comms> comms) {
        try {
            var started = Session.start(Standard.settings());
            comms.complete(new Comms(started.getCommManager(), socket.join()));
            session.complete(started);
        } catch (RuntimeException | Error e) {
            comms.completeExceptionally(e);
            session.completeExceptionally(e);
        }
    }
}
