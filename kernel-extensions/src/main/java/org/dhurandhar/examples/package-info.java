/// Data for the notebooks: what others measured, and headers of real model files.
@NullMarked
package org.dhurandhar.examples;

import org.jspecify.annotations.NullMarked;
