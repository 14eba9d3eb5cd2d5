package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.UsageScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real service at a free port. */
final class RunningService implements AutoCloseable {

  private final Storage storage;
  private final Service service;
  private final List<String> problems = new CopyOnWriteArrayList<>();

  private RunningService(ServiceOptions options, Storage storage, AdmissionControl capacity)
      throws IOException {
    this.storage = storage;
    this.service = Service.start(options, storage, capacity, problems::add);
  }

  static RunningService inMemory() throws IOException {
    return of(ServiceOptions.DEFAULT);
  }

  static RunningService of(ServiceOptions options) throws IOException {
    return new RunningService(options, Storage.inMemory(), AdmissionControl.ofHeap());
  }

  static RunningService with(AdmissionControl capacity) throws IOException {
    return new RunningService(ServiceOptions.DEFAULT, Storage.inMemory(), capacity);
  }

  static RunningService in(Path directory) throws IOException {
    Storage storage = Storage.open(directory, notice -> {});
    return new RunningService(ServiceOptions.DEFAULT, storage, AdmissionControl.ofHeap());
  }

  static ServiceOptions with(Authentication authentication) {
    ServiceOptions defaults = ServiceOptions.DEFAULT;
    return new ServiceOptions(
        defaults.host(),
        0,
        defaults.maxBody(),
        authentication,
        defaults.dialect(),
        defaults.usageFormat(),
        defaults.usageScope(),
        defaults.user());
  }

  static RunningService in(Path directory, UsageScope scope) throws IOException {
    ServiceOptions defaults = ServiceOptions.DEFAULT;
    ServiceOptions options =
        new ServiceOptions(
            defaults.host(),
            0,
            defaults.maxBody(),
            defaults.authentication(),
            defaults.dialect(),
            defaults.usageFormat(),
            scope,
            defaults.user());
    Storage storage = Storage.open(directory, notice -> {});
    return new RunningService(options, storage, AdmissionControl.ofHeap());
  }

  static ServiceOptions withMaxBody(int bytes) {
    ServiceOptions defaults = ServiceOptions.DEFAULT;
    return new ServiceOptions(
        defaults.host(),
        0,
        bytes,
        defaults.authentication(),
        defaults.dialect(),
        defaults.usageFormat(),
        defaults.usageScope(),
        defaults.user());
  }

  TestClient client() {
    return new TestClient(service.uri());
  }

  /** Nothing that a test does may be the service's own fault. */
  @Override
  public void close() throws IOException {
    service.close();
    storage.close();
    assertThat(problems).isEmpty();
  }
}
