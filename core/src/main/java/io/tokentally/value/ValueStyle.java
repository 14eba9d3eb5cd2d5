package io.tokentally.value;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** The one style of our Immutables: users see the interface and its builder, nothing generated. */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    deferCollectionAllocation = true,
    // No with-methods: they would go past what the builders check.
    defaults = @Value.Immutable(copy = false),
    // Without this the class files name an annotation that users do not have, and their compiler
    // warns.
    allowedClasspathAnnotations = {Override.class})
public @interface ValueStyle {}
