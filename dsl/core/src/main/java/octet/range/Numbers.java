package octet.range;

import java.math.BigDecimal;

/** Shares as they stand in names. */
final class Numbers {

    private Numbers() {}

    /** The shortest decimal that stands for the number, without an exponent: {@code 0.0001}. */
    static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** {@code 1 − percent / 100}, exact in decimals. */
    static double beyond(double percent) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(percent).movePointLeft(2))
                .doubleValue();
    }
}
