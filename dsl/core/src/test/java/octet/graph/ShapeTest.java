package octet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void elements_areTheProduct_oneForAScalar() {
        assertThat(Shape.of(2, 3, 4).elements()).isEqualTo(24);
        assertThat(Shape.of().elements()).isOne();
        assertThat(Shape.of(2, 0).elements()).isZero();
    }

    @Test
    void elements_beyondALong_areNotWrappedAround() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Shape.of(1L << 40, 1L << 40).elements());
    }

    @Test
    void accepts_anyLengthOnADynamicAxis_butNoOtherRank() {
        Shape declared = Shape.of(Shape.DYNAMIC, 3);
        assertThat(declared.accepts(Shape.of(7, 3))).isTrue();
        assertThat(declared.accepts(Shape.of(7, 4))).isFalse();
        assertThat(declared.accepts(Shape.of(3))).isFalse();
        assertThat(declared).hasToString("[?, 3]");
    }

    @Test
    void dim_negative_countsFromTheEnd() {
        assertThat(Shape.of(2, 3, 4).dim(-1)).isEqualTo(4);
    }
}
