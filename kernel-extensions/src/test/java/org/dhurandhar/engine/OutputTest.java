package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dhurandhar.engine.Outcome.Done;
import org.dhurandhar.engine.Outcome.Failed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OutputTest {
    private static TestSession cells;

    @BeforeAll
    static void start() {
        cells = new TestSession();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_thread_that_waits_for_an_answer_holds_up_no_later_cell() throws Exception {
        var asked = new CountDownLatch(1);
        var frontend = new Unanswered(asked);
        var code =
                "var reader = new Thread(() -> new Scanner(System.in).nextLine());\nreader.start();";
        assertThat(cells.run(code, frontend)).isInstanceOf(Outcome.Done.class);
        asked.await();
        assertThat(cells.shows("1 + 1")).isEqualTo("2");
        assertThat(cells.run("new Scanner(System.in).nextLine()", new Recorded().answering("mine")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(cells.shows("reader.interrupt();\nreader.join(10_000);\nreader.isAlive()"))
                .isEqualTo("false");
    }

    @Test
    void many_lines_come_whole_in_order_and_in_few_pieces() {
        var recorded =
                cells.recorded(
                        "for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);");
        var wanted =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "line " + i + "\n")
                        .collect(Collectors.joining());
        assertThat(recorded.out().equals(wanted)).isTrue();
        assertThat(recorded.events()).hasSizeLessThan(5_000);
    }

    @Test
    void streams_stay_apart_and_in_order() {
        var recorded =
                cells.recorded(
                        "System.out.println(\"a\"); System.err.println(\"b\"); System.out.println(\"c\");");
        assertThat(recorded.events()).containsExactly("out a\n", "err b\n", "out c\n");
    }

    @Test
    void displays_keep_their_place_in_what_is_printed() {
        var recorded =
                cells.recorded(
                        "System.out.print(\"a\"); var shown = display(1); System.out.print(\"b\"); updateDisplay(shown, 2); clearOutput(true); page(\"help\");");
        assertThat(recorded.events())
                .containsExactly(
                        "out a", "display 1", "out b", "update 2", "clear true", "page help");
    }

    @Test
    void characters_are_not_torn() {
        var text = "नमस्ते 😀 – ÅÉ".repeat(20_000);
        var recorded = cells.recorded("System.out.print(\"नमस्ते 😀 – ÅÉ\".repeat(20_000));");
        assertThat(recorded.out().equals(text)).isTrue();
        assertThat(
                        cells.recorded(
                                        "for (byte b : \"é😀\".getBytes(java.nio.charset.StandardCharsets.UTF_8)) { System.out.write(b); System.out.flush(); }")
                                .out())
                .isEqualTo("é😀");
    }

    @Test
    void a_thread_prints_to_the_cell_that_started_it() throws Exception {
        var first =
                cells.recorded(
                        "var gate = new java.util.concurrent.CountDownLatch(1);\nvar late = Thread.ofVirtual().start(() -> { try { gate.await(); } catch (InterruptedException e) { return; } System.out.println(\"late\"); });");
        var second = cells.recorded("gate.countDown(); late.join();");
        first.awaitOut("late");
        assertThat(second.out()).isEmpty();
    }

    @Test
    void threads_of_the_common_pool_print_to_the_running_cell() {
        cells.recorded("IntStream.range(0, 100).parallel().sum()");
        var recorded =
                cells.recorded(
                        "IntStream.range(0, 100).parallel().forEach(i -> System.out.println(i))");
        assertThat(recorded.out().lines()).hasSize(100);
    }

    @Test
    void what_is_printed_after_a_flood_is_shown_while_its_cell_runs() throws Exception {
        cells.recorded(
                "for (int i = 0; i < 20_000; i++) { System.out.print('o'); System.err.print('e'); }");
        var recorded = new Recorded();
        var running =
                Thread.ofPlatform()
                        .start(() ->
                                cells.run(
                                        "{ System.out.println(\"early\"); Thread.sleep(1_000_000); }",
                                        recorded));
        recorded.awaitOut("early");
        cells.session().interrupt();
        running.join();
        assertThat(recorded.events()).containsExactly("out early\n");
    }

    @Test
    void an_endless_flood_is_cut() {
        var recorded =
                cells.recorded(
                        "var mega = \"x\".repeat(1_000_000); for (int i = 0; i < 40; i++) System.out.print(mega);");
        assertThat(recorded.out()).hasSizeLessThan(33_000_000);
        assertThat(recorded.err()).contains("the rest is left out");
    }

    @Test
    void lines_are_asked_for_one_by_one() {
        var recorded = new Recorded().answering("नमस्ते", "second");
        cells.run(
                "System.out.print(\"Name: \"); var in = new Scanner(System.in); System.out.println(in.nextLine() + in.nextLine());",
                recorded);
        assertThat(recorded.events())
                .containsExactly("out Name: ", "ask ", "ask ", "out नमस्तेsecond\n");
    }

    @Test
    void what_a_cell_left_of_a_line_is_not_read_by_the_next() {
        cells.run("System.in.read()", new Recorded().answering("left over"));
        var outcome =
                cells.run("new Scanner(System.in).nextLine()", new Recorded().answering("fresh"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Done.class,
                        d ->
                                assertThat(Recorded.text(Objects.requireNonNull(d.result())))
                                        .isEqualTo("fresh"));
    }

    @Test
    void input_and_password_have_prompts() {
        var recorded = new Recorded().answering("a", "b");
        cells.run("input(\"Name: \") + password(\"Secret: \")", recorded);
        assertThat(recorded.events()).containsExactly("ask Name: ", "password Secret: ");
    }

    @Test
    void where_nobody_can_be_asked_the_cell_fails() {
        assertThat(cells.run("new Scanner(System.in).nextLine()", new Recorded()))
                .isInstanceOfSatisfying(
                        Failed.class, f -> assertThat(f.name()).isEqualTo("NoInput"));
    }

    @Test
    void text_of_a_mime_type_is_shown_as_it_stands() {
        var data = Cells.render("<b>x</b>", "text/html");
        assertThat(data.getData(MIMEType.TEXT_HTML)).isEqualTo("<b>x</b>");
    }

    @Test
    void a_long_job_shows_one_line_in_its_cell() {
        var recorded =
                cells.recorded(
                        """
                        try (var p = org.dhurandhar.progress.Progress.of("Reading", 40, "shard")) {
                            for (int i = 0; i < 40; i++) {
                                Thread.sleep(20);
                                p.step();
                            }
                        }
                        """);
        assertThat(recorded.events().getFirst()).startsWith("display Reading: ");
        assertThat(recorded.events().getLast()).startsWith("update Reading: 40 shards done");
    }

    /// Its user is away.
    private record Unanswered(CountDownLatch asked) implements Frontend {
        @Override
        public void print(Stream stream, String text) {}

        @Override
        public void display(DisplayData data) {}

        @Override
        public void update(DisplayData data) {}

        @Override
        public void clearOutput(boolean wait) {}

        @Override
        public void page(DisplayData data) {}

        @Override
        public String ask(String prompt, boolean password) {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }
    }
}
