package dev.signalbox.router.lab.evaluate;

import dev.signalbox.router.lab.metric.Reliability;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of an evaluation; drawn without a display. */
public final class Charts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;
  private static final int POINTS = 100;

  private Charts() {}

  /** Writes {@code cost-curve.png} and {@code reliability.png} into a folder. */
  public static void write(Evaluation evaluation, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    save(costCurve(evaluation), folder.resolve("cost-curve.png"));
    save(reliability(evaluation.reliability()), folder.resolve("reliability.png"));
  }

  private static XYChart costCurve(Evaluation evaluation) {
    XYChart chart =
        chart("Score by share of large, router " + evaluation.version(), "share of large", "score");
    double[] shares = new double[POINTS + 1];
    for (int i = 0; i <= POINTS; i++) {
      shares[i] = (double) i / POINTS;
    }
    for (int rule = 0; rule < evaluation.rules().size(); rule++) {
      double[] scores = new double[POINTS + 1];
      for (int i = 0; i <= POINTS; i++) {
        scores[i] = evaluation.curves().get(rule).scoreAt(shares[i]);
      }
      chart
          .addSeries(evaluation.rules().get(rule).name(), shares, scores)
          .setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }

  private static XYChart reliability(Reliability reliability) {
    XYChart chart = chart("Chance that small is good enough", "said", "was");
    chart
        .addSeries("honest", new double[] {0, 1}, new double[] {0, 1})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY);
    chart.addSeries(
        "router",
        reliability.bins().stream().mapToDouble(Reliability.Bin::predicted).toArray(),
        reliability.bins().stream().mapToDouble(bin -> bin.observed().value()).toArray());
    return chart;
  }

  private static XYChart chart(String title, String x, String y) {
    return new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .xAxisTitle(x)
        .yAxisTitle(y)
        .build();
  }

  private static void save(XYChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}
