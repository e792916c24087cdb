/// Completion and inspection.
@NullMarked
package org.dhurandhar.assist;

import org.jspecify.annotations.NullMarked;
