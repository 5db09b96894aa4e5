package octet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "same, same, 0", "flaw, lawn, 2"})
    void editDistance_countsInsertionsDeletionsAndReplacements(String a, String b, int distance) {
        assertThat(EditDistance.between(a, b)).isEqualTo(distance);
    }

    @Test
    void editDistance_isAMetric() {
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            String a = word(random);
            String b = word(random);
            String c = word(random);
            int ab = EditDistance.between(a, b);
            assertThat(ab).isEqualTo(EditDistance.between(b, a));
            assertThat(ab).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
            assertThat(EditDistance.between(a, c)).isLessThanOrEqualTo(ab + EditDistance.between(b, c));
            assertThat(ab == 0).isEqualTo(a.equals(b));
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(8), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void to_givesAtMostThree_nearestFirst_equalOnesByName() {
        assertThat(Nearest.to("conv", List.of("relu", "conv2", "conv1", "convolution", "conv1")))
                .containsExactly("conv1", "conv2", "convolution");
    }

    @Test
    void inWords_quotesNames_andSaysNoneWithoutAny() {
        assertThat(Nearest.inWords("b", List.of("a"))).isEqualTo("'a'");
        assertThat(Nearest.inWords("b", List.of())).isEqualTo("none");
    }
}
