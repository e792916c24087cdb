package org.dhurandhar.engine;

import java.util.List;
import org.dhurandhar.assist.MagicWords;
import org.jspecify.annotations.Nullable;

/// What a cell can say beside Java.
public interface Magics extends MagicWords {
    /// A cell's parts in order; a cell without a percent sign is one part.
    List<Step> steps(String source);

    /// Carries one out, on the thread that runs the cell. Its value is shown where it ends the
    /// cell; null shows nothing. Java in it is evaluated with [Session#evaluate].
    ///
    /// @throws Exception whatever it threw; [org.dhurandhar.DhurandharException] for a wrong use
    @Nullable Object run(Step.Magic magic, Session session) throws Exception;
}
