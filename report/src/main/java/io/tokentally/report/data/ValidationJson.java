package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.ValidationError;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.util.List;

/** Writes whether a query is valid, its errors and its warnings. */
public final class ValidationJson {

  private final List<ValidationError> errors;
  private final List<String> warnings;

  public ValidationJson(List<ValidationError> errors, List<String> warnings) {
    this.errors = errors;
    this.warnings = warnings;
  }

  public void write(Sink to) throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartObject();
    json.writeBooleanField("valid", errors.isEmpty());
    json.writeFieldName("errors");
    JsonOutput.writeValue(json, errors);
    JsonOutput.writeTexts(json, "warnings", warnings);
    json.writeEndObject();
    JsonOutput.end(json);
  }
}
