package io.tokentally.spark;

import org.apache.spark.sql.SparkSession;

/** Sessions for tests. All share one Spark, which takes seconds to start. */
final class SparkSessions {

  private static final SparkSession SHARED =
      SparkSession.builder()
          // Two threads; a task may fail three times, as on a cluster.
          .master("local[2, 4]")
          .appName("tests")
          .config("spark.ui.enabled", false)
          .config("spark.sql.shuffle.partitions", 4)
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", "target/spark-warehouse")
          // A machine without a network will do.
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .getOrCreate();

  static {
    SHARED.sparkContext().setLogLevel("WARN");
  }

  /** Hadoop 3.4.2, which reads files for this Spark, asks later JDKs for what they have not. */
  static final int LAST_JDK_WITH_FILES = 23;

  private SparkSessions() {}

  /** {@return whether this JDK lets Spark read and write files} */
  static boolean hasFiles() {
    return Runtime.version().feature() <= LAST_JDK_WITH_FILES;
  }

  /** {@return the session that all tests share; leave its settings alone} */
  static SparkSession shared() {
    return SHARED;
  }

  /** {@return a session with settings of its own, in a time zone} */
  static SparkSession inZone(String zone) {
    SparkSession session = SHARED.newSession();
    session.conf().set("spark.sql.session.timeZone", zone);
    return session;
  }
}
