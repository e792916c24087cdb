package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.kernel.JupyterClient.code;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells that would never end, stopped by a message.
@Tag("kernel")
class KernelInterruptTest {
    /// What users are promised.
    private static final long LONGEST_MILLIS = 1_500;

    /// A machine that is busy may have no processor to spare for one of these times.
    private static final int MOST_TRIES = 3;

    private static KernelProcess kernel;
    private static JupyterClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        kernel = KernelProcess.start(folder);
        client = kernel.client.ready();
        client.run("int kept = 4242;");
    }

    @AfterAll
    static void end() {
        kernel.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) { }",
                "Thread.sleep(60_000);",
                "while (true) { System.out.println(\"x\"); }",
                "while (true) { try { Thread.sleep(5); } catch (Exception e) { } }",
                "Dhurandhar.model(\"gemma4-e2b\").onAll()"
                        + ".contexts(IntStream.rangeClosed(1, 1_000_000).toArray()).table()",
                "input(\"?\")",
            })
    void a_cell_stops_in_time_and_the_state_is_kept(String cell) {
        var millis = new ArrayList<Long>();
        do {
            millis.add(stopped(cell));
        } while (millis.getLast() >= LONGEST_MILLIS && millis.size() < MOST_TRIES);
        assertThat(millis)
                .last(InstanceOfAssertFactories.LONG)
                .as("%s", millis)
                .isLessThan(LONGEST_MILLIS);
    }

    /// Runs a cell and stops it.
    ///
    /// @return milliseconds from the request to its reply
    private static long stopped(String cell) {
        var request = code("System.out.println(\"begun\");\nSystem.out.flush();\n" + cell);
        request.addProperty("allow_stdin", true);
        var id = client.send(Channel.SHELL, "execute_request", request);
        var begun =
                client.next(
                        m ->
                                m.parentId().equals(id)
                                        && m.type().equals("stream")
                                        && m.text("text").startsWith("begun"),
                        JupyterClient.PATIENCE_MILLIS);
        assertThat(begun).isNotNull();
        if (cell.startsWith("input")) {
            assertThat(
                            client.next(
                                    m -> m.type().equals("input_request"),
                                    JupyterClient.PATIENCE_MILLIS))
                    .isNotNull();
        }
        long start = System.nanoTime();
        var interrupt = client.send(Channel.CONTROL, "interrupt_request", new JsonObject());
        var ran = client.await(id);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(client.await(interrupt).status()).isEqualTo("ok");

        assertThat(ran.status()).isEqualTo("error");
        assertThat(ran.only("error").get("ename").getAsString()).isEqualTo("Interrupted");
        assertThat(client.run("kept").result()).isEqualTo("4242");
        return millis;
    }

    @Test
    void cells_that_wait_do_not_run() {
        var ids =
                List.of("System.out.println(\"on\"); Thread.sleep(60_000);", "kept++;", "kept++;")
                        .stream()
                        .map(c -> client.send(Channel.SHELL, "execute_request", code(c)))
                        .toList();
        client.next(m -> m.type().equals("stream"), JupyterClient.PATIENCE_MILLIS);
        client.send(Channel.CONTROL, "interrupt_request", new JsonObject());
        assertThat(ids.stream().map(client::await).map(Ran::status))
                .containsExactly("error", "aborted", "aborted");
        assertThat(client.run("kept").result()).isEqualTo("4242");
    }

    @Test
    void an_interrupt_without_a_cell_does_nothing() {
        var interrupt = client.send(Channel.CONTROL, "interrupt_request", new JsonObject());
        assertThat(client.await(interrupt).status()).isEqualTo("ok");
        assertThat(client.run("kept + 1").result()).isEqualTo("4243");
    }
}
