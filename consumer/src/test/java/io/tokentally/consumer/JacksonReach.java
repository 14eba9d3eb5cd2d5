package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.HandlerInstantiator;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.BasicBeanDescription;
import com.fasterxml.jackson.databind.introspect.BasicClassIntrospector;
import com.fasterxml.jackson.databind.introspect.ClassIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import io.tokentally.TokentallyMapper;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Watches a mapper, to know which of our classes Jackson looks into, makes or calls. */
final class JacksonReach {

  private final Set<Class<?>> reached = new LinkedHashSet<>();
  private final Deque<Class<?>> toFollow = new ArrayDeque<>();
  private final JsonMapper mapper = TokentallyMapper.create();

  private JacksonReach() {
    ClassIntrospector introspector = new Introspector();
    mapper.setConfig(mapper.getDeserializationConfig().with(introspector).with(new Handlers()));
    mapper.setConfig(mapper.getSerializationConfig().with(introspector).with(new Handlers()));
  }

  /** {@return the classes that Jackson comes to when it reads and writes these} */
  static Set<Class<?>> from(Collection<Class<?>> types) throws JsonMappingException {
    JacksonReach reach = new JacksonReach();
    types.forEach(reach::add);
    while (!reach.toFollow.isEmpty()) {
      reach.follow(reach.toFollow.remove());
    }
    return reach.reached;
  }

  private void follow(Class<?> type) throws JsonMappingException {
    if (JsonSerializer.class.isAssignableFrom(type)
        || JsonDeserializer.class.isAssignableFrom(type)) {
      return;
    }
    mapper.readerFor(type);
    try {
      mapper.getSerializerProviderInstance().findValueSerializer(type);
    } catch (InvalidDefinitionException e) {
      // What Immutables makes to be read into cannot be written.
      assertThat(type.getSimpleName()).isEqualTo("Json");
    }
  }

  /** Adds a class, and what it inherits from: annotations are looked for there too. */
  private void add(Class<?> type) {
    if (type.getName().startsWith("io.tokentally.") && reached.add(type)) {
      toFollow.add(type);
      for (Class<?> inherited : type.getInterfaces()) {
        add(inherited);
      }
      if (type.getSuperclass() != null) {
        add(type.getSuperclass());
      }
    }
  }

  /** Jackson describes to itself here what a class looks like. */
  private final class Introspector extends BasicClassIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public ClassIntrospector copy() {
      return this;
    }

    @Override
    public BasicBeanDescription forSerialization(
        SerializationConfig config, JavaType type, MixInResolver mixIns) {
      add(type.getRawClass());
      return super.forSerialization(config, type, mixIns);
    }

    @Override
    public BasicBeanDescription forDeserialization(
        DeserializationConfig config, JavaType type, MixInResolver mixIns) {
      add(type.getRawClass());
      return super.forDeserialization(config, type, mixIns);
    }

    @Override
    public BasicBeanDescription forDeserializationWithBuilder(
        DeserializationConfig config,
        JavaType builder,
        MixInResolver mixIns,
        BeanDescription value) {
      add(builder.getRawClass());
      return super.forDeserializationWithBuilder(config, builder, mixIns, value);
    }

    @Override
    public BasicBeanDescription forCreation(
        DeserializationConfig config, JavaType type, MixInResolver mixIns) {
      add(type.getRawClass());
      return super.forCreation(config, type, mixIns);
    }
  }

  /** Jackson asks here for what annotations name; null leaves the making to Jackson. */
  private final class Handlers extends HandlerInstantiator {

    @Override
    public JsonDeserializer<?> deserializerInstance(
        DeserializationConfig config, Annotated annotated, Class<?> named) {
      add(named);
      return null;
    }

    @Override
    public KeyDeserializer keyDeserializerInstance(
        DeserializationConfig config, Annotated annotated, Class<?> named) {
      add(named);
      return null;
    }

    @Override
    public JsonSerializer<?> serializerInstance(
        SerializationConfig config, Annotated annotated, Class<?> named) {
      add(named);
      return null;
    }

    @Override
    public TypeResolverBuilder<?> typeResolverBuilderInstance(
        MapperConfig<?> config, Annotated annotated, Class<?> named) {
      add(named);
      return null;
    }

    @Override
    public TypeIdResolver typeIdResolverInstance(
        MapperConfig<?> config, Annotated annotated, Class<?> named) {
      add(named);
      return null;
    }
  }
}
