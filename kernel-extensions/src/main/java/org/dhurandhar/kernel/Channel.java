package org.dhurandhar.kernel;

import org.zeromq.SocketType;

/// The five sockets of a kernel.
enum Channel {
    SHELL("shell_port", SocketType.ROUTER),
    CONTROL("control_port", SocketType.ROUTER),
    STDIN("stdin_port", SocketType.ROUTER),
    IOPUB("iopub_port", SocketType.XPUB),
    HEARTBEAT("hb_port", SocketType.ROUTER);

    /// Its port's name in a connection file.
    final String port;

    final SocketType type;

    Channel(String port, SocketType type) {
        this.port = port;
        this.type = type;
    }
}
