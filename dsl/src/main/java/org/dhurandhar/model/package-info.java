/// What a model is: the inventory of its tensors and of what each layer caches.
@NullMarked
package org.dhurandhar.model;

import org.jspecify.annotations.NullMarked;
