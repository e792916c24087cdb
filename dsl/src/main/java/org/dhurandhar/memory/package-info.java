/// What a model takes under a runtime on a device, and whether it fits.
@NullMarked
package org.dhurandhar.memory;

import org.jspecify.annotations.NullMarked;
