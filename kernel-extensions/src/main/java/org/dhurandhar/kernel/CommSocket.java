package org.dhurandhar.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.slf4j.helpers.NOPLogger;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/// What jjava's comms take for the iopub socket: it hands their messages to the [Wire].
final class CommSocket extends JupyterSocket {
    private final Wire wire;
    private volatile String parent = Outgoing.EMPTY;

    CommSocket(ZMQ.Context context, Wire wire) {
        super(context, SocketType.PUB, HMACGenerator.NO_AUTH_INSTANCE, NOPLogger.NOP_LOGGER);
        this.wire = wire;
        close();
    }

    /// Which request comms speak within.
    void within(Request request) {
        parent = request.header();
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        throw new UnsupportedOperationException("the sockets are bound already");
    }

    @Override
    public synchronized void sendMessage(Message<?> message) {
        var content = new JsonObject();
        var type =
                switch (message.getContent()) {
                    case CommOpenCommand open -> {
                        content.addProperty("comm_id", open.getCommID());
                        content.addProperty("target_name", open.getTargetName());
                        content.add("data", open.getData());
                        yield "comm_open";
                    }
                    case CommMsgCommand said -> {
                        content.addProperty("comm_id", said.getCommID());
                        content.add("data", said.getData());
                        yield "comm_msg";
                    }
                    case CommCloseCommand close -> {
                        content.addProperty("comm_id", close.getCommID());
                        content.add("data", close.getData());
                        yield "comm_close";
                    }
                    default ->
                            throw new UnsupportedOperationException(
                                    "comms do not send " + message.getContent());
                };
        var metadata =
                message.hasMetadata() ? new Gson().toJson(message.getMetadata()) : Outgoing.EMPTY;
        var buffers = message.getBlobs() == null ? List.<byte[]>of() : message.getBlobs();
        wire.send(Outgoing.published(parent, type, metadata, content, buffers));
    }

    /// Tells clients that there is no such comm here.
    void close(String id) {
        var content = new JsonObject();
        content.addProperty("comm_id", id);
        content.add("data", new JsonObject());
        wire.send(Outgoing.published(parent, "comm_close", content));
    }
}
