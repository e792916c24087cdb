package org.dhurandhar.magic;

import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.engine.Magics;
import org.dhurandhar.engine.Session;
import org.dhurandhar.engine.Step;
import org.jspecify.annotations.Nullable;

/// The magics that every notebook knows.
final class StandardMagics implements Magics {
    @Override
    public List<Step> steps(String source) {
        return List.of(new Step.Java(source, 1));
    }

    @Override
    public @Nullable Object run(Step.Magic magic, Session session) {
        throw DhurandharException.because("UnknownName", "no magic named " + magic.name())
                .facts("known", "%help")
                .fix("%help");
    }
}
