/// What a device offers: memory, storage and the budget of one process.
@NullMarked
package org.dhurandhar.device;

import org.jspecify.annotations.NullMarked;
