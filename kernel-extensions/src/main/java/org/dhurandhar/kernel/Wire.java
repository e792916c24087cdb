package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.dhurandhar.DhurandharException;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/// The sockets of a kernel, all of them owned by one thread.
///
/// Cells may interrupt their threads at any time, and an interrupted thread that writes to a
/// channel of the JDK closes it; so no thread of theirs touches a socket. They leave what is to be
/// sent in a queue and wake the selector, which an interrupt cannot harm.
final class Wire {
    private static final int LINGER_MILLIS = 200;
    private static final int TURN = 64;
    private static final int MOST_FAILURES = 1_000;

    private sealed interface Task {
        record Send(Outgoing message) implements Task {}

        /// Done when all that has come by now has been handed over.
        record Reached(CompletableFuture<Void> done) implements Task {}
    }

    private final ZContext context = new ZContext(1);
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Map<Channel, Consumer<Request>> receivers = new EnumMap<>(Channel.class);
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Selector selector;
    private final Codec codec;
    private final Complaints complaints;
    private volatile boolean closing;

    private Wire(Codec codec, Complaints complaints) throws IOException {
        this.codec = codec;
        this.complaints = complaints;
        selector = Selector.open();
        context.setLinger(LINGER_MILLIS);
    }

    /// Opens the ports of a connection file, and no others.
    ///
    /// @throws DhurandharException where one is taken
    static Wire bind(ConnectionFile file, Complaints complaints) throws IOException {
        var wire = new Wire(new Codec(new Signer(file.scheme(), file.key())), complaints);
        for (var channel : Channel.values()) {
            var socket = wire.context.createSocket(channel.type);
            socket.setLinger(LINGER_MILLIS);
            socket.setSndHWM(0);
            socket.setIPv6(file.ip().indexOf(':') >= 0);
            if (channel == Channel.IOPUB) {
                socket.setXpubVerbose(true);
            } else {
                socket.setRouterHandover(true);
            }
            try {
                socket.bind(file.address(channel));
            } catch (ZMQException | IllegalArgumentException e) {
                throw DhurandharException.because(
                                "ConnectionFile",
                                file.address(channel) + " cannot be opened: " + e.getMessage())
                        .expected("an address of this machine and a port that is free")
                        .fix("start the kernel again: Jupyter chooses other ports");
            }
            socket.getFD().register(wire.selector, SelectionKey.OP_READ);
            wire.sockets.put(channel, socket);
        }
        return wire;
    }

    /// The context that all sockets of this process live in.
    ZMQ.Context context() {
        return context.getContext();
    }

    /// Who is handed the requests of a channel; must return at once.
    void receive(Channel channel, Consumer<Request> receiver) {
        receivers.put(channel, receiver);
    }

    /// Begins to send and receive, on a thread of its own.
    ///
    /// @param ended called when all is sent after [#close], or nothing can be sent any more
    void start(Runnable ended) {
        Thread.ofPlatform()
                .name("zeromq")
                .start(() -> {
                    run();
                    ended.run();
                });
    }

    /// Sends a message after those that were given before, from any thread.
    void send(Outgoing message) {
        queue(message);
        flush();
    }

    /// Sends a message at the latest with the next [#flush], which must follow at once: one wake-up
    /// of the sending thread is then enough for several.
    void queue(Outgoing message) {
        tasks.add(new Task.Send(message));
    }

    /// Sends what was given.
    void flush() {
        selector.wakeup();
    }

    /// Completes when every message that has come by now was handed to its receiver.
    CompletableFuture<Void> reached() {
        var done = new CompletableFuture<Void>();
        tasks.add(new Task.Reached(done));
        selector.wakeup();
        return done;
    }

    /// Closes all sockets once what was given has been sent; the thread of [#start] then ends.
    void close() {
        closing = true;
        selector.wakeup();
    }

    private void run() {
        int failures = 0;
        while (failures < MOST_FAILURES && !(closing && tasks.isEmpty())) {
            try {
                turn();
                failures = 0;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // A cell that takes all memory must not silence its kernel.
                failures++;
                complaints.about("an error of the connection: " + e);
            }
        }
        context.close();
    }

    private void turn() throws IOException {
        boolean worked = false;
        for (var channel : Channel.values()) {
            worked |= receiveSome(channel);
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            worked = true;
            switch (task) {
                case Task.Send send -> put(send.message().channel(), codec.encode(send.message()));
                case Task.Reached reached -> {
                    boolean more;
                    do {
                        more = receiveSome(Channel.SHELL);
                    } while (more);
                    reached.done().complete(null);
                }
            }
        }
        if (!worked && !closing) {
            selector.select();
            selector.selectedKeys().clear();
        }
    }

    private ZMQ.Socket socket(Channel channel) {
        var socket = sockets.get(channel);
        if (socket == null) {
            throw new IllegalStateException(channel + " is not bound");
        }
        return socket;
    }

    private void put(Channel channel, List<byte[]> frames) {
        var socket = socket(channel);
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private boolean receiveSome(Channel channel) {
        var socket = socket(channel);
        int count = 0;
        while (count < TURN && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
            var frames = new ArrayList<byte[]>();
            do {
                var frame = socket.recv(ZMQ.DONTWAIT);
                if (frame == null) {
                    return count > 0;
                }
                frames.add(frame);
            } while (socket.hasReceiveMore());
            count++;
            handOver(channel, frames);
        }
        return count > 0;
    }

    private void handOver(Channel channel, List<byte[]> frames) {
        switch (channel) {
            case HEARTBEAT -> put(channel, frames);
            case IOPUB -> welcome(frames.getFirst());
            case SHELL, CONTROL, STDIN -> {
                try {
                    var receiver = receivers.get(channel);
                    if (receiver != null) {
                        receiver.accept(codec.decode(channel, frames));
                    }
                } catch (MalformedMessage e) {
                    complaints.about(e.what() + " came on " + channel.port + ", dropped");
                }
            }
        }
    }

    /// A client that subscribes is told so: from now on it misses nothing.
    private void welcome(byte[] event) {
        if (event.length == 0 || event[0] != 1) {
            return;
        }
        var topic = new byte[event.length - 1];
        System.arraycopy(event, 1, topic, 0, topic.length);
        var content = new JsonObject();
        content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
        put(
                Channel.IOPUB,
                codec.encode(
                        new Outgoing(
                                Channel.IOPUB,
                                topic.length == 0 ? List.of() : List.of(topic),
                                "iopub_welcome",
                                Outgoing.EMPTY,
                                Outgoing.EMPTY,
                                content.toString(),
                                List.of())));
    }
}
