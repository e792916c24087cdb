package org.dhurandhar.engine;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Frontend.Stream;

/// What extensions publish as messages, and read from the user, where the thread's outputs go.
final class Replies extends ShellReplyEnvironment {
    private Replies() {
        super(null, null, null, null);
    }

    /// Streams and displays that stay attached, whatever cell runs.
    static JupyterIO io() {
        return new JupyterIO(StandardCharsets.UTF_8) {
            {
                setEnv(new Replies());
                setJupyterInEnabled(true);
            }
        };
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        route(content);
    }

    @Override
    public void publish(Message<?> message) {
        route(message.getContent());
    }

    private static void route(Object content) {
        var cell = Cell.ofThread();
        if (cell == null) {
            return;
        }
        switch (content) {
            case PublishDisplayData data -> cell.display(data);
            case PublishUpdateDisplayData data -> cell.update(data);
            case PublishClearOutput clear -> cell.clearOutput(clear.shouldWait());
            case PublishStream text ->
                    cell.print(
                            text.getStreamType() == PublishStream.StreamType.OUT
                                    ? Stream.STDOUT
                                    : Stream.STDERR,
                            text.getText());
            default -> throw unsupported(content.getClass().getSimpleName());
        }
    }

    @Override
    public void reply(Message<?> message) {
        throw unsupported("a reply");
    }

    @Override
    public <T extends ContentType<T>> void reply(T content) {
        throw unsupported("a reply");
    }

    private static DhurandharException unsupported(String what) {
        return DhurandharException.because("Unsupported", what + " cannot be sent by an extension")
                .expected("displays, their updates, clear_output and text")
                .fix("display(x)");
    }

    @Override
    public String readFromStdIn(String prompt, boolean isPassword) {
        var cell = Cell.ofThread();
        return cell == null ? "" : cell.ask(prompt, isPassword) + "\n";
    }

    @Override
    public String readFromStdIn(String prompt) {
        return readFromStdIn(prompt, false);
    }

    @Override
    public String readFromStdIn() {
        return readFromStdIn("", false);
    }
}
