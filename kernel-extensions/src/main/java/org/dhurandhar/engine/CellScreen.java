package org.dhurandhar.engine;

import java.util.Locale;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.progress.ProgressScreen;
import org.dhurandhar.progress.Standing;

/// Shows the progress of a long job in the cell that began it: one line, which the next replaces.
public final class CellScreen implements ProgressScreen {
    /// For the service loader.
    public CellScreen() {}

    @Override
    public boolean isHere() {
        return Cell.ofThread() != null;
    }

    @Override
    public Line open() {
        var cell = Cell.ofThread();
        if (cell == null) {
            return standing -> {};
        }
        return new Shown(cell);
    }

    private static final class Shown implements Line {
        private final Cell cell;
        private final String id = UUID.randomUUID().toString();
        private boolean begun;

        Shown(Cell cell) {
            this.cell = cell;
        }

        @Override
        public void show(Standing standing) {
            var data = new DisplayData(standing.text());
            data.putHTML(html(standing));
            data.setDisplayId(id);
            if (begun) {
                cell.update(data);
            } else {
                cell.display(data);
            }
            begun = true;
        }
    }

    /// A bar where a share is known, beside the line in words.
    private static String html(Standing standing) {
        var text = escaped(standing.text());
        double share = standing.fraction();
        if (standing.ended() || Double.isNaN(share)) {
            return "<div>" + text + "</div>";
        }
        return String.format(
                Locale.ROOT,
                "<div><progress value=\"%.3f\" max=\"1\" style=\"vertical-align:middle\""
                        + "></progress> %s</div>",
                share,
                text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
