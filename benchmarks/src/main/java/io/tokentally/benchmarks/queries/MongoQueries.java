package io.tokentally.benchmarks.queries;

import com.fasterxml.jackson.databind.JsonNode;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The eight queries as MongoDB spells them, by the matcher of an in-memory server. */
final class MongoQueries {

  private static final Document IN_TIME =
      new Document("$gte", Needles.FROM.toString()).append("$lt", Needles.TO.toString());

  private static final Document IS_CHAT = new Document("op_name", "chat.completion");

  private static final Document TWO_MODELS = in("inputs.model", Needles.TWO_MODELS);

  private static final Document HAS_REFUND =
      new Document("inputs.prompt", new BsonRegularExpression(Needles.REFUND, ""));

  private static final Document HAS_INVOICE =
      new Document("inputs.prompt", new BsonRegularExpression(Needles.INVOICE, "i"));

  private static final Document HAS_DELIVERY =
      new Document("output.text", new BsonRegularExpression(Needles.DELIVERY, "i"));

  private static final List<Document> QUERIES =
      List.of(
          IS_CHAT,
          new Document("inputs.model", "gpt-4o")
              .append("inputs.temperature", new Document("$gt", 0.7)),
          new Document("started_at", IN_TIME).append("exception", new Document("$ne", null)),
          or(TWO_MODELS, in("attributes.env", Needles.TEST_PLACES)),
          and(IS_CHAT, HAS_REFUND),
          or(HAS_INVOICE, HAS_DELIVERY),
          and(
              converted("$gte", "$toInt", "$attributes.retries", 2),
              converted("$lt", "$toDouble", "$attributes.score", 0.5)),
          and(
              in("op_name", Needles.OPERATIONS),
              new Document("exception", new Document("$ne", "timeout")),
              or(
                  TWO_MODELS,
                  new Document("inputs.temperature", new Document("$lte", 0.2)),
                  converted("$gte", "$toInt", "$attributes.retries", 1)),
              new Document("started_at", IN_TIME),
              new Document("attributes.env", "production"),
              or(
                  HAS_INVOICE,
                  HAS_REFUND,
                  HAS_DELIVERY,
                  new Document(
                      "summary.usage.gpt-4o.prompt_tokens", new Document("$gt", 1_500L)))));

  private MongoQueries() {}

  static List<Predicate<Document>> all() {
    DefaultQueryMatcher matcher = new DefaultQueryMatcher();
    return QUERIES.stream().map(query -> condition(matcher, query)).toList();
  }

  private static Predicate<Document> condition(DefaultQueryMatcher matcher, Document query) {
    return document -> matcher.matches(document, query);
  }

  /** {@return the call as the matcher knows documents} */
  static Document document(JsonNode call) {
    Document document = new Document();
    call.properties().forEach(each -> document.put(each.getKey(), value(each.getValue())));
    return document;
  }

  private static Object value(JsonNode value) {
    if (value.isObject()) {
      return document(value);
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(value(element)));
      return elements;
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
    }
    return value.asText();
  }

  private static Document in(String field, Iterable<String> values) {
    return new Document(field, new Document("$in", values));
  }

  private static Document and(Document... conditions) {
    return new Document("$and", List.of(conditions));
  }

  private static Document or(Document... conditions) {
    return new Document("$or", List.of(conditions));
  }

  private static Document converted(
      String comparison, String conversion, String field, Object constant) {
    List<Object> operands = List.of(new Document(conversion, field), constant);
    return new Document("$expr", new Document(comparison, operands));
  }
}
