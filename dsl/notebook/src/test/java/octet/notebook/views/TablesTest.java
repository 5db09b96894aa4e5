package octet.notebook.views;

import static octet.notebook.views.Tables.table;
import static octet.notebook.views.Tables.worst;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import octet.Octet;
import octet.QuantizedModel;
import octet.compare.OutputError;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.Evaluation.SampleResult;
import octet.engine.Latency;
import octet.report.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class TablesTest {
    @TempDir
    private Path folder;

    private QuantizedModel int8() {
        var data = Octet.samples(List.of(Sample.of(Tensor.of(new float[] {-2, 2, 3, -1}, 1, 4))));
        return ToyFormat.model(folder).calibrate(data).quantize();
    }

    private static Validation validation(double... floatScores) {
        var samples = List.of(
                new SampleResult("a", floatScores[0], 0.9, 30),
                new SampleResult("b", floatScores[1], 0.5, 20),
                new SampleResult("c", floatScores[2], 0.8, 10));
        var error = new OutputError(20, 0.99, 1, 3);
        return new Validation(
                "m",
                "metric",
                true,
                floatScores[0],
                0.7,
                error,
                Map.of(),
                4,
                1,
                new Latency(2, 1, 3),
                samples,
                List.of());
    }

    @Test
    void layers_haveTypedColumns_missingInFloat() {
        Table table = table(int8().layers());
        assertThat(table.columnNames())
                .containsExactly(
                        "operation",
                        "type",
                        "int8",
                        "integers",
                        "low",
                        "high",
                        "scale",
                        "zero point",
                        "weights dB",
                        "input dB",
                        "output dB",
                        "noise",
                        "how or why");
        assertThat(table.types())
                .containsExactly(
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.BOOLEAN,
                        ColumnType.STRING,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.STRING);
        Table softmax = table.where(table.stringColumn("type").isEqualTo("Softmax"));
        assertThat(softmax.booleanColumn("int8").get(0)).isFalse();
        assertThat(softmax.intColumn("zero point").isMissing(0)).isTrue();
        assertThat(softmax.doubleColumn("weights dB").isMissing(0)).isTrue();
        assertThat(table.intColumn("zero point").isMissing(0)).isFalse();
    }

    @Test
    void ranges_andCalibration_holdWhatWasSeen() {
        QuantizedModel int8 = int8();
        Table ranges = table(int8.ranges());
        assertThat(ranges.columnNames())
                .containsExactly("value", "low", "high", "least", "greatest", "scale", "zero point");
        assertThat(ranges.doubleColumn("low").get(0)).isEqualTo(-2);
        Table seen = table(int8.model().calibrate(Octet.rows(new float[][] {{-2, 0, 0, 0}, {-4, 0, 0, 0}})));
        assertThat(seen.doubleColumn("lowest").get(0)).isEqualTo(-4);
        assertThat(seen.doubleColumn("mean lowest").get(0)).isEqualTo(-3);
        assertThat(seen.doubleColumn("highest").get(0)).isEqualTo(3);
    }

    @Test
    void worst_comesFirst() {
        Table worst = worst(validation(0.9, 0.9, 0.9), 2);
        assertThat(worst.stringColumn("sample").asList()).containsExactly("b", "c");
        assertThat(worst.doubleColumn("difference").get(0)).isEqualTo(-0.4);
        assertThat(table(validation(0.9, 0.9, 0.9)).stringColumn("sample").asList())
                .containsExactly("a", "b", "c");
    }

    @Test
    void worst_withoutScoresOfFloat_goesByOutputs() {
        Table worst = worst(validation(Double.NaN, Double.NaN, Double.NaN), 2);
        assertThat(worst.stringColumn("sample").asList()).containsExactly("c", "b");
        assertThat(worst.doubleColumn("difference").isMissing(0)).isTrue();
    }

    @Test
    void csv_keepsItsColumns() throws Exception {
        Path file = Files.writeString(folder.resolve("t.csv"), "n,split\n1,a\n2,b\n");
        Table table = table(Octet.csv(file.toString()));
        assertThat(table.columnNames()).containsExactly("n", "split");
        assertThat(table.stringColumn("n").asList()).containsExactly("1", "2");
    }
}
