package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/// A client that asks a kernel one thing after another.
final class TrainingClient implements AutoCloseable {
    private static final int LONGEST_MILLIS = 120_000;

    private final ZContext context = new ZContext(1);
    private final Codec codec;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket iopub;

    TrainingClient(ConnectionFile file) {
        codec = new Codec(new Signer(file.scheme(), file.key()));
        iopub = connect(SocketType.SUB, file.address(Channel.IOPUB));
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
        shell = connect(SocketType.DEALER, file.address(Channel.SHELL));
        control = connect(SocketType.DEALER, file.address(Channel.CONTROL));
        // The welcome: from now on nothing is missed.
        receive(iopub, Channel.IOPUB);
    }

    private ZMQ.Socket connect(SocketType type, String address) {
        var socket = context.createSocket(type);
        socket.setReceiveTimeOut(LONGEST_MILLIS);
        socket.setRcvHWM(0);
        socket.connect(address);
        return socket;
    }

    /// Asks on the shell channel and waits until the kernel is idle again.
    ///
    /// @return the reply's content
    JsonObject ask(String type, JsonObject content) {
        send(shell, type, content);
        var reply = receive(shell, Channel.SHELL);
        untilIdle();
        return reply.content();
    }

    /// Runs a cell and stops it once it has begun.
    JsonObject interrupted(JsonObject content) {
        send(shell, "execute_request", content);
        String seen;
        do {
            seen = receive(iopub, Channel.IOPUB).type();
        } while (!seen.equals("stream"));
        send(control, "interrupt_request", new JsonObject());
        receive(control, Channel.CONTROL);
        var reply = receive(shell, Channel.SHELL);
        untilIdle();
        untilIdle();
        return reply.content();
    }

    private void untilIdle() {
        Request message;
        do {
            message = receive(iopub, Channel.IOPUB);
        } while (!isIdle(message));
    }

    private static boolean isIdle(Request message) {
        return message.type().equals("status")
                && message.text("execution_state", "").equals("idle");
    }

    private void send(ZMQ.Socket socket, String type, JsonObject content) {
        var frames =
                codec.encode(
                        new Outgoing(
                                Channel.SHELL,
                                List.of(),
                                type,
                                Outgoing.EMPTY,
                                Outgoing.EMPTY,
                                content.toString(),
                                List.of()));
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private Request receive(ZMQ.Socket socket, Channel channel) {
        var frames = new ArrayList<byte[]>();
        do {
            var frame = socket.recv();
            if (frame == null) {
                throw DhurandharException.because("Kernel", "it does not answer on " + channel.port)
                        .expected("an answer within " + LONGEST_MILLIS / 1_000 + " s")
                        .fix("see what else the machine does, then try again");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return codec.decode(channel, frames);
    }

    @Override
    public void close() {
        context.close();
    }
}
