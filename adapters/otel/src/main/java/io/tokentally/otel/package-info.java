/**
 * The spans that OpenTelemetry records of generative AI, as calls. What the attributes of a span
 * mean, and that cached tokens are part of the input, is said by OpenTelemetry's <a
 * href="https://github.com/open-telemetry/semantic-conventions-genai">semantic conventions for
 * generative AI</a>.
 */
@NullMarked
package io.tokentally.otel;

import org.jspecify.annotations.NullMarked;
