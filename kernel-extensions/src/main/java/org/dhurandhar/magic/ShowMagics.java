package org.dhurandhar.magic;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// `%%html` and its like: a cell's text is shown as it stands.
final class ShowMagics {
    List<Magic> all() {
        return List.of(
                show("html", "text/html", "shows the cell as HTML"),
                show("markdown", "text/markdown", "shows the cell as Markdown"),
                show("svg", "image/svg+xml", "shows the cell as SVG"),
                show("latex", "text/latex", "shows the cell as LaTeX"),
                show("javascript", "application/javascript", "runs the cell in the browser"));
    }

    private static Magic show(String name, String type, String summary) {
        return new Magic(
                List.of(name),
                "%%" + name,
                summary,
                Magic.Takes.NOTHING,
                null,
                call -> shown(call, type));
    }

    private static @Nullable Object shown(Call call, String type) {
        var data = new DisplayData();
        data.putData(type, String.valueOf(call.body()));
        call.session().display(data);
        return null;
    }
}
