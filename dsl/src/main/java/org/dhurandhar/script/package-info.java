/// Scripts: files of jshell snippets that run like programs.
@NullMarked
package org.dhurandhar.script;

import org.jspecify.annotations.NullMarked;
