package dev.signalbox.bench.command;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of the command line, with what is allowed of them. */
final class Numbers {
  private Numbers() {}

  private static int read(String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new TypeConversionException(
        "%s (expected: a number of at least %d)".formatted(value, least));
  }

  /** At least 1. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return read(value, 1);
    }
  }

  /** At least 0. */
  static final class Natural implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return read(value, 0);
    }
  }

  /** At least 1 second. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Duration.ofSeconds(read(value, 1));
    }
  }

  /** At least 1 minute. */
  static final class Minutes implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Duration.ofMinutes(read(value, 1));
    }
  }
}
