package org.dhurandhar.kernel;

import com.google.gson.JsonObject;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

/// Messages of comms, which widgets speak through, to and from jjava's [CommManager].
final class Comms {
    /// What jjava's manager would answer through; busy and idle are told here.
    private static final ReplyEnvironment NONE =
            (ReplyEnvironment)
                    Proxy.newProxyInstance(
                            Comms.class.getClassLoader(),
                            new Class<?>[] {ReplyEnvironment.class},
                            (proxy, method, arguments) -> null);

    private final CommManager manager;
    private final CommSocket socket;

    Comms(CommManager manager, CommSocket socket) {
        this.manager = manager;
        this.socket = socket;
        manager.setIOPubChannel(socket);
    }

    /// Open, message or close: nothing is replied.
    void take(Request request) {
        var id = request.text("comm_id");
        var data = request.object("data");
        switch (request.type()) {
            case "comm_open" -> open(request, id, data);
            case "comm_msg" ->
                    manager.handleCommMsgCommand(
                            NONE,
                            message(
                                    request,
                                    CommMsgCommand.MESSAGE_TYPE,
                                    new CommMsgCommand(id, data)));
            default ->
                    manager.handleCommCloseCommand(
                            NONE,
                            message(
                                    request,
                                    CommCloseCommand.MESSAGE_TYPE,
                                    new CommCloseCommand(id, data)));
        }
    }

    private void open(Request request, String id, JsonObject data) {
        var name = request.text("target_name");
        var target = manager.getTarget(name);
        if (target == null) {
            socket.close(id);
            return;
        }
        manager.registerComm(
                target.createComm(
                        manager,
                        id,
                        name,
                        message(
                                request,
                                CommOpenCommand.MESSAGE_TYPE,
                                new CommOpenCommand(id, name, data))));
    }

    /// Answers `comm_info_request`.
    JsonObject info(Request request) {
        var asked = request.text("target_name", "");
        var comms = new JsonObject();
        for (Comm comm : manager) {
            if (asked.isEmpty() || asked.equals(comm.getTargetName())) {
                var about = new JsonObject();
                about.addProperty("target_name", comm.getTargetName());
                comms.add(comm.getID(), about);
            }
        }
        var reply = Desk.ok();
        reply.add("comms", comms);
        return reply;
    }

    private static <T extends ContentType<T>> Message<T> message(
            Request request, MessageType<T> type, T content) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        request.metadata().entrySet().forEach(e -> metadata.put(e.getKey(), e.getValue()));
        return new Message<>(
                request.identities(),
                new Header<>(type),
                null,
                Collections.unmodifiableMap(metadata),
                content,
                request.buffers());
    }
}
