package io.tokentally.benchmarks.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.CallReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Newline-delimited JSON. An operation is a megabyte of a million bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReadingBenchmark {

  private static final int MEGABYTES = 16;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final JsonFactory json = mapper.getFactory();
  private byte[] lines = {};

  /** Makes the lines, and checks that the ways see as many calls. */
  @Setup
  public void setUp() throws IOException {
    lines = Lines.ofMegabytes(MEGABYTES);
    int extracted = new Extraction(parser()).calls().size();
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(lines))) {
      int read = reader.readAll().size();
      if (read != extracted) {
        throw new IllegalStateException(read + " calls instead of " + extracted);
      }
    }
  }

  private JsonParser parser() throws IOException {
    return json.createParser(new ByteArrayInputStream(lines));
  }

  /** This library: calls with everything in them. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public void calls(Blackhole hole) throws IOException {
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(lines))) {
      for (Call call : reader) {
        hole.consume(call);
      }
    }
  }

  /** This library: calls with what a rollup needs. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public void callsForRollup(Blackhole hole) throws IOException {
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(lines)).forRollup()) {
      for (Call call : reader) {
        hole.consume(call);
      }
    }
  }

  /** Token by token to the end, looking at nothing. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public int skip() throws IOException {
    int tokens = 0;
    try (JsonParser parser = parser()) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** What a rollup needs, by hand. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public Object extract() throws IOException {
    try (JsonParser parser = parser()) {
      return new Extraction(parser).calls();
    }
  }

  /** Jackson's trees. */
  @Benchmark
  @OperationsPerInvocation(MEGABYTES)
  public void trees(Blackhole hole) throws IOException {
    try (MappingIterator<JsonNode> trees =
        mapper.readerFor(JsonNode.class).readValues(new ByteArrayInputStream(lines))) {
      while (trees.hasNextValue()) {
        hole.consume(trees.nextValue());
      }
    }
  }
}
