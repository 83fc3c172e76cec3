package dev.signalbox.router.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void showsSharesAsPercents() {
    assertThat(Words.percent(0.3)).isEqualTo("30%");
    assertThat(Words.percent(0.305)).isEqualTo("30.5%");
    assertThat(Words.percent(1)).isEqualTo("100%");
    assertThat(Words.percent(-0.001)).isEqualTo("-0.1%");
  }

  @Test
  void showsThreeDigits() {
    assertThat(Words.decimal(0.0046)).isEqualTo("0.005");
    assertThat(Words.decimal(0.0996)).isEqualTo("0.100");
    assertThat(Words.decimal(-1.25)).isEqualTo("-1.250");
    assertThat(Words.decimal(-0.0001)).isEqualTo("0.000");
    assertThat(Words.decimal(0.9999)).isEqualTo("1.000");
  }
}
