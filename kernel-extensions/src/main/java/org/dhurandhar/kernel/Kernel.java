package org.dhurandhar.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Magics;
import org.dhurandhar.engine.Session;
import org.dhurandhar.engine.Settings;
import org.dhurandhar.engine.Step;
import org.jspecify.annotations.Nullable;

/// The process that Jupyter starts: `Kernel CONNECTION_FILE`.
public final class Kernel {
    private static final int WRONG_USE = 2;
    private static final int EXIT_MILLIS = 300;

    private Kernel() {}

    /// Serves the clients of a connection file until one of them asks for the end.
    public static void main(String[] args) {
        try {
            serve(args);
        } catch (DhurandharException e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(WRONG_USE);
        } catch (IOException e) {
            System.err.println(
                    DhurandharException.because("Kernel", String.valueOf(e.getMessage()))
                            .expected("a system that gives sockets and selectors")
                            .fix("look at its limits: ulimit -n")
                            .getMessage());
            Runtime.getRuntime().halt(WRONG_USE);
        }
    }

    private static void serve(String[] args) throws IOException {
        if (args.length != 1) {
            throw DhurandharException.because("Usage", args.length + " arguments")
                    .expected("one, the connection file that Jupyter wrote")
                    .fix("jupyter console --kernel dhurandhar");
        }
        var session = new CompletableFuture<Session>();
        // JShell takes longest, so it starts first; what needs none is answered meanwhile.
        Thread.ofPlatform().name("session").daemon().start(() -> begin(session));
        var complaints = new Complaints();
        var wire = Wire.bind(ConnectionFile.read(Path.of(args[0])), complaints);
        var desk = new Desk(wire, complaints);
        var answers = new Answers();
        var control = new Control(wire, desk, session, complaints, () -> exit(wire));
        var shell =
                new Shell(
                        wire,
                        desk,
                        new Execution(wire, session, answers),
                        new Assistance(session),
                        control,
                        complaints);
        wire.receive(Channel.SHELL, shell::take);
        wire.receive(Channel.CONTROL, control::take);
        wire.receive(Channel.STDIN, answers::take);
        control.start();
        shell.start();
        wire.start();
    }

    private static void begin(CompletableFuture<Session> session) {
        try {
            session.complete(Session.start(settings()));
        } catch (RuntimeException | Error e) {
            session.completeExceptionally(e);
        }
    }

    private static Settings settings() {
        var magics =
                new Magics() {
                    @Override
                    public List<Step> steps(String source) {
                        return List.of(new Step.Java(source, 1));
                    }

                    @Override
                    public @Nullable Object run(Step.Magic magic, Session session) {
                        return null;
                    }
                };
        return new Settings(magics, List.of("import org.dhurandhar.*;"), List.of());
    }

    /// Ends the process once what was sent is out, whatever runs in it.
    private static void exit(Wire wire) {
        wire.close();
        Thread.ofPlatform().name("exit").daemon().start(() -> System.exit(0));
        try {
            Thread.sleep(EXIT_MILLIS);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(0);
        }
        Runtime.getRuntime().halt(0);
    }
}
