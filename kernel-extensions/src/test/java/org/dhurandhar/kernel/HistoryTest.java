package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir Path home;

    private History session(String... inputs) {
        var history = new History(new HistoryFolder(home.resolve("a/history")), new Complaints());
        for (int i = 0; i < inputs.length; i++) {
            history.input(i + 1, inputs[i]);
        }
        return history;
    }

    private static String ask(History history, String content) {
        var request =
                new Request(
                        Channel.SHELL,
                        List.of(),
                        Outgoing.EMPTY,
                        "history_request",
                        new JsonObject(),
                        JsonParser.parseString(content).getAsJsonObject(),
                        List.of());
        var reply = history.answer(request);
        assertThat(reply.get("status").getAsString()).isEqualTo("ok");
        return reply.get("history").toString();
    }

    @Test
    void a_kind_that_does_not_exist_is_malformed() {
        var history = session("1 + 1");
        assertThatThrownBy(() -> ask(history, "{'hist_access_type': 'all'}"))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void the_tail_spans_sessions() throws InterruptedException {
        session("a", "b").close();
        var second = session("c");
        assertThat(ask(second, "{'hist_access_type': 'tail', 'n': 2}"))
                .isEqualTo("[[1,2,\"b\"],[2,1,\"c\"]]");
        assertThat(ask(second, "{'hist_access_type': 'tail', 'n': 9}"))
                .isEqualTo("[[1,1,\"a\"],[1,2,\"b\"],[2,1,\"c\"]]");
        assertThat(ask(second, "{'hist_access_type': 'tail', 'n': 0}")).isEqualTo("[]");
    }

    @Test
    void results_come_where_they_are_asked_for() throws InterruptedException {
        var first = session("1 + 1", "int x;");
        first.output(1, "2");
        assertThat(ask(first, "{'hist_access_type': 'tail', 'n': 2, 'output': true}"))
                .isEqualTo("[[1,1,[\"1 + 1\",\"2\"]],[1,2,[\"int x;\",null]]]");
        first.close();
        assertThat(ask(session(), "{'hist_access_type': 'range', 'session': 1, 'output': true}"))
                .isEqualTo("[[1,1,[\"1 + 1\",\"2\"]],[1,2,[\"int x;\",null]]]");
    }

    @Test
    void a_range_counts_sessions_from_this_one() throws InterruptedException {
        session("a", "b", "c").close();
        var second = session("d", "e", "f", "g");
        assertThat(
                        ask(
                                second,
                                "{'hist_access_type': 'range', 'session': -1, 'start': 2, 'stop':"
                                        + " 3}"))
                .isEqualTo("[[1,2,\"b\"]]");
        assertThat(ask(second, "{'hist_access_type': 'range', 'session': 0, 'start': 3}"))
                .isEqualTo("[[2,3,\"f\"],[2,4,\"g\"]]");
        assertThat(
                        ask(
                                second,
                                "{'hist_access_type': 'range', 'session': 0, 'start': -1, 'stop':"
                                        + " null}"))
                .isEqualTo("[[2,4,\"g\"]]");
        assertThat(ask(second, "{'hist_access_type': 'range', 'session': 77, 'start': 1}"))
                .isEqualTo("[]");
    }

    @Test
    void a_search_finds_equal_inputs_once_where_asked() throws InterruptedException {
        session("1+2", "x", "1+2").close();
        var second = session("1+2+3", "1+2");
        assertThat(ask(second, "{'hist_access_type': 'search', 'pattern': '1?2*'}"))
                .isEqualTo("[[2,1,\"1+2+3\"],[2,2,\"1+2\"]]");
        assertThat(ask(second, "{'hist_access_type': 'search', 'pattern': 'x'}"))
                .isEqualTo("[[1,2,\"x\"]]");
        assertThat(ask(second, "{'hist_access_type': 'search', 'pattern': '1?2*', 'n': 9}"))
                .isEqualTo("[[1,1,\"1+2\"],[1,3,\"1+2\"],[2,1,\"1+2+3\"],[2,2,\"1+2\"]]");
        assertThat(
                        ask(
                                second,
                                "{'hist_access_type': 'search', 'pattern': '1?2*', 'n': 9,"
                                        + " 'unique': true}"))
                .isEqualTo("[[2,1,\"1+2+3\"],[2,2,\"1+2\"]]");
        assertThat(ask(second, "{'hist_access_type': 'search', 'pattern': '1?2*', 'n': 1}"))
                .isEqualTo("[[2,2,\"1+2\"]]");
    }

    @Test
    void several_kernels_have_numbers_of_their_own() {
        var first = session("a");
        var second = session("b");
        ask(first, "{'hist_access_type': 'tail'}");
        ask(second, "{'hist_access_type': 'tail'}");
        first.input(2, "c");
        assertThat(ask(first, "{'hist_access_type': 'range', 'start': 1}"))
                .contains("\"a\"", "\"c\"")
                .doesNotContain("\"b\"");
        assertThat(ask(second, "{'hist_access_type': 'tail'}")).contains("\"a\"", "\"b\"", "\"c\"");
    }

    @Test
    void half_a_line_is_passed_over() throws Exception {
        session("a").close();
        var file = home.resolve("a/history/000001.jsonl");
        Files.writeString(file, "{\"line\":2,\"in\":\"b", StandardOpenOption.APPEND);
        assertThat(ask(session("c"), "{'hist_access_type': 'tail'}"))
                .isEqualTo("[[1,1,\"a\"],[2,1,\"c\"]]");
    }

    @Test
    void nobody_else_may_read_it() throws Exception {
        session("secret").close();
        var file = home.resolve("a/history/000001.jsonl");
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        ask(session("b"), "{'hist_access_type': 'tail'}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void old_sessions_are_dropped() throws IOException {
        var folder = new HistoryFolder(home.resolve("h"));
        OwnerOnly.folder(home.resolve("h"));
        for (int i = 1; i <= 1_005; i++) {
            OwnerOnly.file(home.resolve("h/%06d.jsonl".formatted(i)));
        }
        assertThat(folder.begin()).isEqualTo(1_006);
        assertThat(folder.sessions()).hasSize(1_001).startsWith(6).endsWith(1_006);
    }

    @Test
    void where_nothing_can_be_written_the_session_is_still_remembered() throws IOException {
        Files.writeString(home.resolve("a"), "a file, no folder");
        assertThat(ask(session("x"), "{'hist_access_type': 'tail'}")).isEqualTo("[[1,1,\"x\"]]");
    }
}
