package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.kernel.JupyterClient.bytes;
import static org.dhurandhar.kernel.JupyterClient.code;
import static org.dhurandhar.kernel.JupyterClient.json;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One kernel process, asked over its sockets.
@Tag("kernel")
class KernelProtocolTest {
    private static KernelProcess kernel;
    private static JupyterClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        kernel = KernelProcess.start(folder);
        client = kernel.client.ready();
    }

    @AfterAll
    static void end() {
        kernel.close();
    }

    @Test
    void it_says_what_it_is_on_shell_and_control() {
        var info = client.ask("kernel_info_request", new JsonObject());
        assertThat(info.types()).containsExactly("status", "status");
        assertThat(info.status()).isEqualTo("ok");
        assertThat(info.reply().get("protocol_version").getAsString()).isEqualTo("5.3");
        assertThat(info.reply().get("implementation").getAsString()).isEqualTo("dhurandhar");
        var language = info.reply().getAsJsonObject("language_info");
        assertThat(language.get("name").getAsString()).isEqualTo("java");
        assertThat(language.get("file_extension").getAsString()).isEqualTo(".java");
        assertThat(language.get("mimetype").getAsString()).isEqualTo("text/x-java-source");
        var same =
                client.await(client.send(Channel.CONTROL, "kernel_info_request", new JsonObject()));
        assertThat(same.reply()).isEqualTo(info.reply());
    }

    @Test
    void a_cell_tells_all_it_does_in_order() {
        var ran = client.run("System.out.println(\"out\");\n6 * 7");
        assertThat(ran.types())
                .containsExactly("status", "execute_input", "stream", "execute_result", "status");
        assertThat(ran.result()).isEqualTo("42");
        assertThat(ran.stream("stdout")).isEqualTo("out\n");
        var count = ran.reply().get("execution_count");
        assertThat(ran.only("execute_input").get("execution_count")).isEqualTo(count);
        assertThat(ran.only("execute_result").get("execution_count")).isEqualTo(count);
        assertThat(ran.only("execute_input").get("code").getAsString())
                .isEqualTo("System.out.println(\"out\");\n6 * 7");
        assertThat(client.run("1").reply().get("execution_count").getAsInt())
                .isEqualTo(count.getAsInt() + 1);
    }

    @Test
    void an_error_is_the_same_in_message_and_reply() {
        var ran = client.run("int n = 0;\n1 / n");
        assertThat(ran.status()).isEqualTo("error");
        var error = ran.only("error");
        assertThat(error.keySet()).containsExactlyInAnyOrder("ename", "evalue", "traceback");
        for (var name : error.keySet()) {
            assertThat(ran.reply().get(name)).as(name).isEqualTo(error.get(name));
        }
        assertThat(error.get("ename").getAsString()).isEqualTo("ArithmeticException");
        assertThat(ran.reply().has("execution_count")).isTrue();
    }

    @Test
    void a_silent_cell_publishes_nothing_and_does_not_count() {
        int before = client.run("1").reply().get("execution_count").getAsInt();
        var silent = client.run("System.out.println(1);\n2 + 2", "{'silent': true}");
        assertThat(silent.types()).containsExactly("status", "status");
        assertThat(silent.status()).isEqualTo("ok");
        var unstored = client.run("3", "{'store_history': false}");
        assertThat(unstored.result()).isEqualTo("3");
        assertThat(client.run("1").reply().get("execution_count").getAsInt()).isEqualTo(before + 1);
    }

    @Test
    void expressions_of_clients_are_evaluated_after_the_cell() {
        var ran =
                client.run(
                        "int sum = 3;",
                        "{'user_expressions': {'right': 'sum + 1', 'wrong': 'nope'}}");
        var values = ran.reply().getAsJsonObject("user_expressions");
        assertThat(values.getAsJsonObject("right"))
                .isEqualTo(json("{'status': 'ok', 'data': {'text/plain': '4'}, 'metadata': {}}"));
        assertThat(values.getAsJsonObject("wrong").get("status").getAsString()).isEqualTo("error");
        assertThat(ran.status()).isEqualTo("ok");
    }

    @Test
    void a_wrong_signature_is_refused() throws IOException {
        client.send(Channel.SHELL, "execute_request", code("int forged = 1;"), "another key");
        client.send(Channel.SHELL, "execute_request", code("int forged = 1;"), "");
        var forged = client.send(Channel.SHELL, "kernel_info_request", new JsonObject(), "x");
        client.send(Channel.CONTROL, "shutdown_request", new JsonObject(), "another key");
        client.send(Channel.CONTROL, "shutdown_request", new JsonObject(), "");

        assertThat(client.await(client.send(Channel.CONTROL, "kernel_info_request", json("{}"))))
                .satisfies(r -> assertThat(r.status()).isEqualTo("ok"));
        assertThat(client.run("forged").only("error").get("ename").getAsString())
                .isEqualTo("CompileError");
        assertThat(client.next(m -> m.parentId().equals(forged), 50)).isNull();
        assertThat(kernel.process.isAlive()).isTrue();
        assertThat(kernel.complaints())
                .containsOnlyOnce("a message with a wrong signature came on shell_port, dropped")
                .containsOnlyOnce("a message with a wrong signature came on control_port, dropped");
    }

    @Test
    void what_is_no_message_does_no_harm() throws IOException {
        var header = "{\"msg_id\":\"1\",\"msg_type\":\"execute_request\"}";
        var key = KernelProcess.KEY;
        for (var channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
            client.frames(channel, List.of(new byte[0]));
            client.frames(channel, List.of(bytes("<IDS|MSG>")));
            client.frames(channel, List.of(bytes("<IDS|MSG>"), bytes("00"), bytes("{}")));
            client.raw(channel, key, "no json", "{}", "{}", "{}");
            client.raw(channel, key, "{}", "{}", "{}", "{}");
            client.raw(channel, key, "{\"msg_type\":{}}", "{}", "{}", "{}");
            client.raw(channel, key, header, "{}", "{}", "[1]");
            client.raw(channel, key, header, "{}", "[]", "{}");
            client.raw(channel, key, header, "", "", "");
            client.raw(channel, key, header, "{}", "{}", "[".repeat(100_000));
            client.raw(channel, key, "{\"msg_type\":\"no_such_request\"}", "{}", "{}", "{}");
            client.raw(channel, key, "{\"msg_type\":\"input_reply\"}", "{}", "{}", "{}");
        }
        assertThat(client.ask("complete_request", json("{}")).status()).isEqualTo("error");
        assertThat(client.ask("history_request", json("{}")).status()).isEqualTo("error");
        assertThat(client.ask("execute_request", json("{'code': [1], 'silent': 7}")).reply())
                .isNotNull();
        assertThat(client.run("6 * 7").result()).isEqualTo("42");
        assertThat(kernel.complaints()).contains("dropped");
    }

    @Test
    void a_cell_may_ask() {
        client.typed = "typed नमस्ते";
        var ran = client.run("\"got \" + input(\"name? \")");
        assertThat(ran.result()).isEqualTo("got typed नमस्ते");
        client.typed = "line";
        assertThat(client.run("new Scanner(System.in).nextLine()").result()).isEqualTo("line");
    }

    @Test
    void a_cell_may_not_ask_where_nobody_is() {
        var ran = client.run("input(\"?\")", "{'allow_stdin': false}");
        assertThat(ran.status()).isEqualTo("error");
        assertThat(ran.only("error").get("evalue").getAsString())
                .isEqualTo("nobody can be asked here for a line");
    }

    @Test
    void a_page_comes_with_the_reply() {
        var ran = client.run("page(\"help\")");
        var payload = ran.reply().getAsJsonArray("payload");
        assertThat(payload).hasSize(1);
        assertThat(payload.get(0).getAsJsonObject().get("source").getAsString()).isEqualTo("page");
        assertThat(payload.get(0).getAsJsonObject().getAsJsonObject("data").get("text/plain"))
                .isEqualTo(new com.google.gson.JsonPrimitive("help"));
    }

    @Test
    void what_is_shown_can_be_replaced_and_cleared() {
        var ran =
                client.run(
                        "var id = display(\"<b>1</b>\", \"text/html\");\n"
                                + "updateDisplay(id, \"<b>2</b>\", \"text/html\");\n"
                                + "clearOutput(true);");
        var shown = ran.only("display_data");
        assertThat(shown.getAsJsonObject("data").get("text/html").getAsString())
                .isEqualTo("<b>1</b>");
        var updated = ran.only("update_display_data");
        assertThat(updated.get("transient")).isEqualTo(shown.get("transient"));
        assertThat(shown.getAsJsonObject("transient").get("display_id").getAsString()).isNotEmpty();
        assertThat(ran.only("clear_output").get("wait").getAsBoolean()).isTrue();
    }

    @Test
    void all_lines_come_in_order() {
        var ran =
                client.run(
                        "for (int i = 0; i < 100_000; i++) { System.out.println(\"line \" + i); }");
        assertThat(ran.stream("stdout"))
                .isEqualTo(
                        IntStream.range(0, 100_000)
                                .mapToObj(i -> "line " + i + "\n")
                                .collect(java.util.stream.Collectors.joining()));
    }

    @Test
    void threads_print_where_their_cell_is() {
        var ran =
                client.run(
                        "var latch = new CountDownLatch(1);\n"
                                + "Thread.ofPlatform().start(() -> { System.out.println(\"during\");"
                                + " try { latch.await(); Thread.sleep(100); } catch"
                                + " (InterruptedException e) { }"
                                + " System.out.println(\"after\"); });\n"
                                + "Thread.sleep(300);");
        assertThat(ran.stream("stdout")).isEqualTo("during\n");
        client.run("latch.countDown();");
        var late =
                client.next(
                        m -> m.type().equals("stream") && m.text("text").contains("after"),
                        JupyterClient.PATIENCE_MILLIS);
        assertThat(late).isNotNull();
        assertThat(late.parentId()).isEqualTo(ran.id());
    }

    @Test
    void cells_that_wait_behind_an_error_do_not_run() {
        var ids = new ArrayList<String>();
        for (var cell :
                List.of("int ran = 0; Thread.sleep(200);", "int e = 1 / 0;", "ran++;", "ran++;")) {
            ids.add(client.send(Channel.SHELL, "execute_request", code(cell)));
        }
        ids.add(client.send(Channel.SHELL, "kernel_info_request", new JsonObject()));
        assertThat(ids.stream().map(client::await).map(Ran::status))
                .containsExactly("ok", "error", "aborted", "aborted", "ok");
        assertThat(client.run("ran").result()).isEqualTo("0");
    }

    @Test
    void cells_run_on_after_an_error_where_clients_want_it() {
        var failing = json("{'code': 'int f = 1 / 0;', 'stop_on_error': false}");
        var first = client.send(Channel.SHELL, "execute_request", failing);
        var second = client.send(Channel.SHELL, "execute_request", code("1 + 1"));
        assertThat(client.await(first).status()).isEqualTo("error");
        assertThat(client.await(second).result()).isEqualTo("2");
    }

    @Test
    void completion_counts_code_points() {
        var code = "var face = \"😀😀\"; Math.ab";
        var reply = client.ask("complete_request", code(code)).reply();
        assertThat(reply.get("status").getAsString()).isEqualTo("ok");
        int end = code.codePointCount(0, code.length());
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(end - 2);
        assertThat(reply.get("cursor_end").getAsInt()).isEqualTo(end);
        assertThat(reply.getAsJsonArray("matches").toString()).contains("abs");
        var types = reply.getAsJsonObject("metadata").getAsJsonArray("_jupyter_types_experimental");
        assertThat(types.size()).isEqualTo(reply.getAsJsonArray("matches").size());
        var request = code("\"😀\".len + 1");
        request.addProperty("cursor_pos", 7);
        var middle = client.ask("complete_request", request).reply();
        assertThat(middle.getAsJsonArray("matches").toString()).contains("length");
        assertThat(middle.get("cursor_start").getAsInt()).isEqualTo(4);
    }

    @Test
    void whether_a_cell_is_complete() {
        assertThat(client.ask("is_complete_request", code("int x = 1;")).status())
                .isEqualTo("complete");
        assertThat(client.ask("is_complete_request", code("int x = ;")).status())
                .isEqualTo("invalid");
        var open = client.ask("is_complete_request", code("for (;;) {"));
        assertThat(open.status()).isEqualTo("incomplete");
        assertThat(open.reply().get("indent").getAsString()).isBlank().isNotEmpty();
    }

    @Test
    void a_comm_without_a_target_is_closed() {
        var id =
                client.send(
                        Channel.SHELL,
                        "comm_open",
                        json("{'comm_id': 'c1', 'target_name': 'none', 'data': {}}"));
        var closed = client.next(m -> m.type().equals("comm_close"), JupyterClient.PATIENCE_MILLIS);
        assertThat(closed).isNotNull();
        assertThat(closed.parentId()).isEqualTo(id);
        assertThat(closed.text("comm_id")).isEqualTo("c1");
        var info = client.ask("comm_info_request", new JsonObject());
        assertThat(info.reply()).isEqualTo(json("{'status': 'ok', 'comms': {}}"));
    }

    @Test
    void the_heart_beats_while_a_cell_runs() {
        var id = client.send(Channel.SHELL, "execute_request", code("Thread.sleep(500);"));
        var heart = client.socket(Channel.HEARTBEAT);
        heart.setReceiveTimeOut((int) JupyterClient.PATIENCE_MILLIS);
        heart.send("ping");
        assertThat(heart.recvStr()).isEqualTo("ping");
        client.await(id);
    }
}
