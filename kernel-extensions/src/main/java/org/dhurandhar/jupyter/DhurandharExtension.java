package org.dhurandhar.jupyter;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/// Brings Dhurandhar to stock JJava: its results show themselves, its names are imported.
public final class DhurandharExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        Rendering.register(kernel.getRenderer());
    }
}
