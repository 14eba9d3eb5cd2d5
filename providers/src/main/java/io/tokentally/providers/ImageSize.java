package io.tokentally.providers;

/**
 * The size of an image.
 *
 * @param width pixels from left to right
 * @param height pixels from top to bottom
 */
public record ImageSize(int width, int height) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if a side has no pixels, or more than a million
   */
  public ImageSize {
    if (width < 1 || height < 1 || width > 1_000_000 || height > 1_000_000) {
      throw new IllegalArgumentException(
          "expected sides of 1 to 1000000 pixels, found " + width + "x" + height);
    }
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
