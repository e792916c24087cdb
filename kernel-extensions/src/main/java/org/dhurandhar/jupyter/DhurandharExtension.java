package org.dhurandhar.jupyter;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/// Brings Dhurandhar to stock JJava: its results show themselves, its names are imported.
public final class DhurandharExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        Rendering.register(kernel.getRenderer());
        kernel.evalRaw(String.join("\n", Imports.LINES));
    }
}
