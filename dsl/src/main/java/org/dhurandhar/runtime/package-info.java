/// How a runtime loads a model: allocation rules, buffers, caches.
@NullMarked
package org.dhurandhar.runtime;

import org.jspecify.annotations.NullMarked;
