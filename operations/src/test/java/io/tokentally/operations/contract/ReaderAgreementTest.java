package io.tokentally.operations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;

/**
 * Our readers accept a query or a request exactly when an independent validator finds that it has
 * the contract's schema, but for what {@link Stricter} lists.
 */
class ReaderAgreementTest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Map<Body, Schema> SCHEMAS = schemas();

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void readersAcceptWhatTheSchemaAccepts(@ForAll("documents") Tuple2<Body, Object> each)
      throws JsonProcessingException {
    Body body = each.get1();
    String marked = MAPPER.writeValueAsString(each.get2());
    boolean twice = marked.contains(OneChange.TWICE);
    String json = marked.replace(OneChange.TWICE, "");
    JsonNode document = MAPPER.readTree(json);
    boolean valid = SCHEMAS.get(body).validate(document, OutputFormat.BOOLEAN);

    boolean expected = valid && !twice && !Stricter.applyTo(document);
    assertThat(body.accepts(json)).as("%s %s", body, json).isEqualTo(expected);
    Statistics.label("accepted")
        .collect(expected)
        .coverage(
            shares -> {
              shares.check(true).percentage(share -> share > 20);
              shares.check(false).percentage(share -> share > 20);
            });
    Statistics.label("refused for the table alone").collect(valid && !expected);
  }

  @Provide
  Arbitrary<Tuple2<Body, Object>> documents() {
    return Arbitraries.of(Body.class)
        .flatMap(
            body -> {
              Arbitrary<Object> sound = body.documents();
              return Arbitraries.frequencyOf(
                      Tuple.of(3, sound),
                      Tuple.of(4, ContractDocuments.changed(sound)),
                      Tuple.of(1, ContractDocuments.random()))
                  .map(document -> Tuple.of(body, document));
            });
  }

  private static Map<Body, Schema> schemas() {
    try (InputStream in = ReaderAgreementTest.class.getResourceAsStream("openapi.json")) {
      String contract = MAPPER.readTree(in).at("/components/schemas").toString();
      // JSON Schema keeps its parts elsewhere than OpenAPI.
      JsonNode parts = MAPPER.readTree(contract.replace("#/components/schemas/", "#/$defs/"));
      Map<Body, Schema> schemas = new EnumMap<>(Body.class);
      for (Body body : Body.values()) {
        ObjectNode whole = MAPPER.createObjectNode().put("$ref", "#/$defs/" + body.schema);
        whole.set("$defs", parts);
        schemas.put(
            body,
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole));
      }
      return schemas;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
