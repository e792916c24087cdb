/// What a notebook shows of our values, in every kernel of the IJava lineage.
@NullMarked
package org.dhurandhar.jupyter;

import org.jspecify.annotations.NullMarked;
