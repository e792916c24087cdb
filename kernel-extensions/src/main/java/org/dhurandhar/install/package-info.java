/// Kernel specifications, their caches, and a private JupyterLab.
@NullMarked
package org.dhurandhar.install;

import org.jspecify.annotations.NullMarked;
