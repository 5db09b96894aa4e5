package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withPrecision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import octet.data.Tensor;
import octet.openvino.runtime.OpenVino;
import octet.problem.UnsupportedModelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device is the one that the property names. */
@NeedsOpenVino
class DeviceTest {
    private final String before = System.getProperty(OpenVino.DEVICE);

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(OpenVino.DEVICE);
        } else {
            System.setProperty(OpenVino.DEVICE, before);
        }
    }

    private float[] run() throws IOException {
        try (var opened = new OpenVinoFormat().open(TinyIr.write(folder, TinyIr.text()))) {
            return opened.session()
                    .run(Map.of("x", Tensor.of(new float[] {1, 2, 3, 4}, 1, TinyIr.INPUTS)))
                    .get("y")
                    .floats();
        }
    }

    @Test
    void unlessSet_itIsTheCpu() {
        System.clearProperty(OpenVino.DEVICE);
        assertThat(OpenVino.device()).isEqualTo("CPU");
    }

    @Test
    void aDeviceThatChoosesForItself_runsTheModelToo() throws IOException {
        float[] onCpu = run();
        System.setProperty(OpenVino.DEVICE, "AUTO:CPU");
        assertThat(run()).containsExactly(onCpu, withPrecision(1e-5f));
    }

    @Test
    void oneThatIsNotThere_isRefusedInWords() {
        System.setProperty(OpenVino.DEVICE, "NOWHERE");
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(this::run)
                .withMessageContaining("refuses the model on the device NOWHERE");
    }
}
