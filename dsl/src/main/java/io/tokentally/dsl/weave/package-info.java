/**
 * The WEAVE dialect: a query's meaning on the Weave trace server, artefacts included. docs/weave.md
 * sections 3 to 9.
 */
@NullMarked
package io.tokentally.dsl.weave;

import org.jspecify.annotations.NullMarked;
