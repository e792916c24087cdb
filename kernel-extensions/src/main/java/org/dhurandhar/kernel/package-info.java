/// The Jupyter kernel: messages over ZeroMQ.
@NullMarked
package org.dhurandhar.kernel;

import org.jspecify.annotations.NullMarked;
