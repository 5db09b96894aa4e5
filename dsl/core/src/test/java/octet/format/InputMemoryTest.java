package octet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputMemoryTest {
    private static final int KEPT = 1 << 24;

    @Test
    void partsOfOneRun_doNotOverlap() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var memory = InputMemory.reused();
            List<ByteBuffer> parts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ByteBuffer part = memory.take(random.nextInt(5000));
                while (part.hasRemaining()) {
                    part.put((byte) i);
                }
                parts.add(part.flip());
            }
            for (int i = 0; i < parts.size(); i++) {
                while (parts.get(i).hasRemaining()) {
                    assertThat(parts.get(i).get())
                            .as("seed %d, part %d", seed, i)
                            .isEqualTo((byte) i);
                }
            }
        }
    }

    @Test
    void largeParts_haveMemoryOfTheirOwn() {
        var memory = InputMemory.reused();
        ByteBuffer small = memory.take(4).putInt(0, 7);
        ByteBuffer large = memory.take(KEPT + 1);
        large.put(0, (byte) 1).put(KEPT, (byte) 1);
        assertThat(large.capacity()).isEqualTo(KEPT + 1);
        assertThat(small.getInt(0)).isEqualTo(7);
    }

    @Test
    void theNextRun_startsAnew() {
        ByteBuffer first = InputMemory.reused().take(64);
        first.putLong(0, 42);
        assertThat(InputMemory.reused().take(64).getLong(0)).isEqualTo(42);
    }
}
