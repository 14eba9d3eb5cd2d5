package io.tokentally.providers.usage;

/** Where a count stands beside the one that it may be a part of. */
public enum Place {
  /** It is a part, unless the total shows otherwise. */
  INSIDE,
  /** It comes on top, unless the total shows otherwise. */
  ON_TOP,
  /** Producers differ: the convention asked for, the total, then the library; else inside. */
  OPEN,
  /** Producers differ: as open, but on top where nothing decides. */
  OPEN_ON_TOP,
  /** It is charged apart. */
  APART
}
