package org.dhurandhar.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Bundles;
import org.dhurandhar.engine.Frontend;
import org.dhurandhar.engine.Outcome;

/// The outputs of all cells of a run, which any thread may add to until it is over.
final class Outputs {
    /// Of one cell, in characters: enough for any report, and a file that still opens.
    private static final long MOST = 32L << 20;

    private final Map<String, List<Output.Shown>> byId = new HashMap<>();
    private final Object lock = new Object();
    private boolean over;

    /// Takes nothing more, from whatever thread.
    void end() {
        synchronized (lock) {
            over = true;
        }
    }

    OfCell cell(Cell cell) {
        return new OfCell(cell);
    }

    /// The outputs of one cell.
    final class OfCell implements Frontend {
        private final Cell cell;
        private final List<Output> outputs = new ArrayList<>();
        private boolean clearBeforeNext;
        private long size;
        private int leftOut;

        private OfCell(Cell cell) {
            this.cell = cell;
        }

        @Override
        public void print(Stream stream, String text) {
            synchronized (lock) {
                clearIfDue();
                if (text.isEmpty() || (!isLast(stream) && !hasRoom(text.length()))) {
                    return;
                }
                if (!isLast(stream)) {
                    outputs.add(new Output.Printed(stream, new StreamText()));
                }
                if (!over && outputs.getLast() instanceof Output.Printed printed) {
                    printed.text().append(text);
                }
            }
        }

        private boolean isLast(Stream stream) {
            return !outputs.isEmpty()
                    && outputs.getLast() instanceof Output.Printed printed
                    && printed.stream() == stream;
        }

        @Override
        public void display(DisplayData data) {
            synchronized (lock) {
                var json = Bundles.json(data);
                json.addProperty("output_type", "display_data");
                show(data, json);
            }
        }

        void result(DisplayData data, int count) {
            synchronized (lock) {
                var json = Bundles.json(data);
                json.addProperty("execution_count", count);
                json.addProperty("output_type", "execute_result");
                show(data, json);
            }
        }

        /// What is shown under an id that was there before replaces that, too.
        private void show(DisplayData data, JsonObject json) {
            var id = data.getDisplayId();
            replace(id, json);
            clearIfDue();
            if (!hasRoom(json.toString().length())) {
                return;
            }
            var shown = new Output.Shown(json);
            outputs.add(shown);
            if (id != null) {
                byId.computeIfAbsent(id, key -> new ArrayList<>()).add(shown);
            }
        }

        private boolean hasRoom(int more) {
            if (over) {
                return false;
            }
            if (size + more > MOST) {
                leftOut++;
                return false;
            }
            size += more;
            return true;
        }

        @Override
        public void update(DisplayData data) {
            synchronized (lock) {
                replace(data.getDisplayId(), Bundles.json(data));
            }
        }

        private void replace(@org.jspecify.annotations.Nullable String id, JsonObject by) {
            if (id == null || over) {
                return;
            }
            for (var shown : byId.getOrDefault(id, List.of())) {
                shown.json().add("data", by.get("data"));
                shown.json().add("metadata", by.get("metadata"));
            }
        }

        @Override
        public void clearOutput(boolean wait) {
            synchronized (lock) {
                clearBeforeNext = true;
                if (!wait) {
                    clearIfDue();
                }
            }
        }

        private void clearIfDue() {
            if (clearBeforeNext && !over) {
                clearBeforeNext = false;
                byId.values().forEach(shown -> shown.removeIf(this::isMine));
                outputs.clear();
                size = 0;
                leftOut = 0;
            }
        }

        /// Itself, not one that shows the same.
        @SuppressWarnings("ReferenceEquality")
        private boolean isMine(Output.Shown shown) {
            return outputs.stream().anyMatch(output -> output == shown);
        }

        /// Help is for someone who sits in front of it.
        @Override
        public void page(DisplayData data) {}

        @Override
        public String ask(String prompt, boolean password) {
            throw DhurandharException.because(
                            "NoInput",
                            "a notebook that runs by itself cannot ask " + quoted(prompt))
                    .expected("cells that need nobody")
                    .fix("a cell tagged parameters, and --param name=value");
        }

        private static String quoted(String prompt) {
            return prompt.isBlank() ? "for input" : "\"" + prompt.strip() + "\"";
        }

        void failed(Outcome.Failed failed) {
            synchronized (lock) {
                clearIfDue();
                outputs.add(new Output.Raised(failed));
            }
        }

        /// Puts the outputs into the cell.
        void store(int count) {
            synchronized (lock) {
                var array = new JsonArray();
                outputs.forEach(output -> array.add(output.json()));
                if (leftOut > 0) {
                    var note = new StreamText();
                    note.append(
                            "... %,d more outputs are left out: a cell keeps %d MiB ...\n"
                                    .formatted(leftOut, MOST >> 20));
                    array.add(new Output.Printed(Stream.STDERR, note).json());
                }
                cell.json().add("outputs", array);
                cell.json().addProperty("execution_count", count);
            }
        }
    }
}
