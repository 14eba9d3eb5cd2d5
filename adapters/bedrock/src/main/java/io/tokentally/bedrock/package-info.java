/** The usage that the AWS SDK for Java returns from Bedrock. */
@NullMarked
package io.tokentally.bedrock;

import org.jspecify.annotations.NullMarked;
