package octet.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import octet.graph.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    private static final int TRIALS = 2000;
    private final Random random = new Random(7);

    private Range range() {
        double center = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
        double width = Math.abs(random.nextGaussian()) * Math.pow(10, random.nextInt(9) - 4);
        return new Range(center - width, center + width);
    }

    private DataType type() {
        return random.nextBoolean() ? DataType.UINT8 : DataType.INT8;
    }

    @Test
    void asymmetric_holdsZeroExactly_andCoversTheRangeWithinOneStep() {
        for (int i = 0; i < TRIALS; i++) {
            Range range = range();
            Grid grid = Grid.asymmetric(range, type());
            assertThat(grid.dequantize(grid.quantize(0))).as("zero on %s", grid).isZero();
            assertThat(grid.span().low()).as("%s of %s", grid, range).isLessThanOrEqualTo(range.low() + grid.scale());
            assertThat(grid.span().high())
                    .as("%s of %s", grid, range)
                    .isGreaterThanOrEqualTo(range.high() - grid.scale());
        }
    }

    @Test
    void symmetric_holdsZeroExactly_andCoversTheRangeWithinOneStep() {
        for (int i = 0; i < TRIALS; i++) {
            Range range = range();
            Grid grid = Grid.symmetric(range, type());
            assertThat(grid.dequantize(grid.zeroPoint())).isZero();
            assertThat(grid.span().low()).isLessThanOrEqualTo(Math.min(0, range.low()) + grid.scale());
            assertThat(grid.span().high()).isGreaterThanOrEqualTo(Math.max(0, range.high()) - grid.scale());
        }
    }

    @Test
    void narrowed_coversThePart_withTheSameZeroPoint_andFinerStepsUpToATenth() {
        for (int i = 0; i < TRIALS; i++) {
            Grid grid = Grid.asymmetric(range(), type());
            Range span = grid.span();
            double low = span.low() * random.nextDouble();
            double high = span.high() * random.nextDouble();
            Grid narrow = grid.narrowedTo(new Range(low, high));
            assertThat(narrow.zeroPoint()).isEqualTo(grid.zeroPoint());
            assertThat(narrow.span().low()).as("%s of %s", narrow, grid).isLessThanOrEqualTo(low * (1 - 1e-6));
            assertThat(narrow.span().high()).as("%s of %s", narrow, grid).isGreaterThanOrEqualTo(high * (1 - 1e-6));
            assertThat((double) narrow.scale()).isBetween(grid.scale() * 0.0999999, (double) grid.scale());
        }
        assertThat(Grid.asymmetric(new Range(-1, 3), DataType.UINT8).narrowedTo(new Range(-9, 9)))
                .isEqualTo(Grid.asymmetric(new Range(-1, 3), DataType.UINT8));
    }

    @Test
    void aValueInsideTheSpan_comesBackWithinHalfAStep() {
        for (int i = 0; i < TRIALS; i++) {
            Grid grid = Grid.asymmetric(range(), type());
            Range span = grid.span();
            double real = span.low() + random.nextDouble() * (span.high() - span.low());
            double error = Math.abs(grid.dequantize(grid.quantize(real)) - real);
            assertThat(error).as("%s on %s", real, grid).isLessThanOrEqualTo(grid.scale() * 0.5 * (1 + 1e-9));
        }
    }

    @Test
    void aValueOutside_isCutOff() {
        Grid grid = Grid.asymmetric(new Range(-1, 2), DataType.UINT8);
        assertThat(grid.quantize(1e30)).isEqualTo(255);
        assertThat(grid.quantize(-1e30)).isZero();
        assertThat(Grid.asymmetric(new Range(-1, 2), DataType.INT8).quantize(1e30))
                .isEqualTo(127);
    }

    @Test
    void quantize_roundsTiesToEven_asOnnxDoes() {
        Grid grid = new Grid(1, 10, DataType.UINT8);
        assertThat(new int[] {grid.quantize(0.5), grid.quantize(1.5), grid.quantize(-0.5), grid.quantize(2.5)})
                .containsExactly(10, 12, 10, 12);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "1e-300, 1e-300, 8.673617379884035E-19",
        "0, 6e38, 2.3529411e36",
        "-3.4e38, 3.4e38, 2.6666667e36"
    })
    void aDegenerateRange_hasAUsableScale(double low, double high, float scale) {
        Grid grid = Grid.asymmetric(new Range(low, high), DataType.UINT8);
        assertThat(grid.scale()).isEqualTo(scale);
        assertThat(grid.dequantize(grid.zeroPoint())).isZero();
    }

    @Test
    void aRangeOnOneSide_isWidenedToZero() {
        assertThat(Grid.asymmetric(new Range(3, 5), DataType.UINT8).zeroPoint()).isZero();
        assertThat(Grid.asymmetric(new Range(-5, -3), DataType.UINT8).zeroPoint())
                .isEqualTo(255);
        assertThat(Grid.asymmetric(new Range(-5, -3), DataType.INT8).zeroPoint())
                .isEqualTo(127);
    }

    @Test
    void symmetric_withoutNegatives_usesAllStepsOfAnUnsignedByte() {
        assertThat(Grid.symmetric(new Range(0, 255), DataType.UINT8)).isEqualTo(new Grid(1, 0, DataType.UINT8));
        assertThat(Grid.symmetric(new Range(-127, 1), DataType.UINT8)).isEqualTo(new Grid(1, 128, DataType.UINT8));
        assertThat(Grid.symmetric(new Range(0, 127), DataType.INT8)).isEqualTo(new Grid(1, 0, DataType.INT8));
    }

    @Test
    void otherTypes_haveNoGrid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.asymmetric(new Range(0, 1), DataType.INT32))
                .withMessageContaining("int32");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "0, NaN", "1, 0", "-Infinity, 0", "0, Infinity"})
    void aRangeWithoutEnds_isNoRange(double low, double high) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(low, high));
    }
}
