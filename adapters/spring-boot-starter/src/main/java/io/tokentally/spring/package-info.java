/** Calls of Spring AI that are recorded, and stopped at a budget, in a Spring Boot application. */
@NullMarked
package io.tokentally.spring;

import org.jspecify.annotations.NullMarked;
