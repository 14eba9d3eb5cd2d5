package io.tokentally;

import io.tokentally.json.CallColumn;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Which calls are read as a whole.
 *
 * @param condition lets calls through
 * @param columns those that it looks at
 */
record CallFilter(Predicate<? super Call> condition, Collection<CallColumn> columns) {}
