/// Runs notebooks without Jupyter and writes them.
@NullMarked
package org.dhurandhar.notebook;

import org.jspecify.annotations.NullMarked;
