/** What recording a call costs, and how long it can go on. */
@NullMarked
package io.tokentally.benchmarks.recording;

import org.jspecify.annotations.NullMarked;
