package org.dhurandhar.engine;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.DhurandharException;

/// A frontend that shows nothing and asks nobody.
final class Quiet implements Frontend {
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
        throw DhurandharException.because("NoInput", "nobody can be asked here")
                .expected("code that reads nothing from the user")
                .fix("give the value in the code");
    }
}
