/// How far a long job is, shown where the user looks, and how it is stopped.
@NullMarked
package org.dhurandhar.progress;

import org.jspecify.annotations.NullMarked;
