/** The session logs of coding agents. */
@NullMarked
package io.tokentally.importers.agents;

import org.jspecify.annotations.NullMarked;
