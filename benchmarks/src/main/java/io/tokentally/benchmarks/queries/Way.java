package io.tokentally.benchmarks.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.benchmarks.data.Json;
import io.tokentally.benchmarks.data.Records;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.dsl.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/** The ways to ask the eight queries. */
public enum Way {
  /** This library, on its own calls. */
  CALLS {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(
          Json.calls(Json.lines(calls)), Queries.ALL.stream().map(Query::forCalls).toList());
    }
  },
  /** This library, on the typed record. */
  RECORDS {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(
          Records.of(Json.lines(calls)),
          Queries.ALL.stream().map(query -> query.compile(Queries.RECORDS)).toList());
    }
  },
  /** This library, on Jackson's tree. */
  TREES {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(trees(calls), Queries.ALL.stream().map(Query::forJson).toList());
    }
  },
  /** Java on the typed record. */
  RECORDS_BY_HAND {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(Records.of(Json.lines(calls)), RecordsByHand.ALL);
    }
  },
  /** Java on Jackson's tree. */
  TREES_BY_HAND {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(trees(calls), TreesByHand.ALL);
    }
  },
  /** A first version of an interpreter, on Jackson's tree. */
  NAIVE {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(trees(calls), Queries.ALL.stream().map(Way::interpreted).toList());
    }
  },
  /** The Common Expression Language, on maps. */
  CEL {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(
          trees(calls).stream().map(CelQueries::variables).toList(), CelQueries.all());
    }
  },
  /** The matcher of mongo-java-server, on its documents. */
  MONGO {
    @Override
    Filter<?> filter(List<SampleCall> calls) {
      return new Filter<>(
          trees(calls).stream().map(MongoQueries::document).toList(), MongoQueries.all());
    }
  };

  /** {@return the eight queries, and the calls in the form they are asked on} */
  abstract Filter<?> filter(List<SampleCall> calls);

  private static List<JsonNode> trees(List<SampleCall> calls) {
    return Json.trees(Json.lines(calls));
  }

  private static Predicate<JsonNode> interpreted(Query query) {
    try {
      JsonNode json = JsonMapper.builder().build().readTree(query.toJson());
      return document -> NaiveInterpreter.matches(json, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
