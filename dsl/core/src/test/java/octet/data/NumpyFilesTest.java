package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NumpyFilesTest {
    @TempDir
    private Path folder;

    private Path npz(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("data.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private static void refused(Runnable read, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(read::run)
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @Test
    void anNpyFile_givesASampleARow_withoutAName() throws IOException {
        Path file = folder.resolve("a.npy");
        Files.write(file, NpyBytes.floats("3, 2", 1, 2, 3, 4, 5, 6));
        var samples = NumpyFiles.rows(file).toList();
        assertThat(samples).hasSize(3);
        assertThat(samples.get(1).inputs()).isEqualTo(Map.of("", Tensor.of(new float[] {3, 4}, 1, 2)));
    }

    @Test
    void anNpzFile_givesEveryArrayByName() throws IOException {
        var file = npz(Map.of("x.npy", NpyBytes.floats("2, 1", 1, 2), "y.npy", NpyBytes.floats("2,", 3, 4)));
        var second = NumpyFiles.rows(file).toList().get(1);
        assertThat(second.inputs())
                .isEqualTo(Map.of("x", Tensor.of(new float[] {2}, 1, 1), "y", Tensor.of(new float[] {4}, 1)));
        assertThat(second.id()).isEqualTo("row 1");
    }

    @Test
    void rows_areDealtInGroups_eachArrayByItsOwn() {
        Map<String, Tensor> arrays = Map.of("x", Tensor.of(new float[8], 4, 2), "y", Tensor.of(new float[2], 2));
        Dataset dealt = NumpyFiles.dealt("arrays", arrays, name -> name.equals("x") ? 2 : 1);
        assertThat(dealt.size()).hasValue(2);
        assertThat(dealt.toList())
                .allSatisfy(
                        sample -> assertThat(sample.inputs().get("x").shape()).hasToString("[2, 2]"));
    }

    @Test
    void arraysThatDoNotFitTogether_areAllTold() {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("x", Tensor.of(new float[3], 3));
        arrays.put("y", Tensor.of(new float[5], 5));
        arrays.put("z", Tensor.of(new float[1]));
        refused(
                () -> NumpyFiles.dealt("arrays", arrays, name -> name.equals("x") ? 2 : 1),
                "'x' has 3 rows, which do not divide into groups of 2",
                "'z' is a single number",
                "different numbers of samples: {x=1, y=5}");
    }

    @Test
    void aFileThatIsMissing_empty_orNoArchive_isRefused() throws IOException {
        refused(
                () -> NumpyFiles.arrays(folder.resolve("none.npz")),
                "There is no file " + folder.resolve("none.npz"),
                "the current folder is");
        refused(() -> NumpyFiles.arrays(folder), "is a folder", "numpy.savez");
        Path text = Files.writeString(folder.resolve("text.npz"), "PK, but no archive");
        refused(() -> NumpyFiles.arrays(text), "text.npz", "cannot be read");
        Path empty = npz(Map.of());
        refused(() -> NumpyFiles.arrays(empty), "holds no arrays");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipe_isRefused_insteadOfWaitedFor() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.npz");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(() -> NumpyFiles.arrays(pipe), "no regular file but a pipe or a device");
        refused(() -> Csv.read(pipe), "no regular file");
        refused(() -> Images.of(List.of(pipe)).toList(), "no regular file");
        refused(() -> NumpyFiles.arrays(Path.of("/dev/zero")), "no regular file");
    }

    @Test
    void arraysThatDoNotFitTheInputs_areAllTold_asArraysOfTheFile() throws IOException {
        var inputs = List.of(
                new ValueInfo("ids", DataType.INT64, Shape.of(Shape.DYNAMIC, 2)),
                new ValueInfo("mask", DataType.INT64, null),
                new ValueInfo("pixels", DataType.FLOAT32, Shape.of(Shape.DYNAMIC, 2)));
        Path file = npz(Map.of(
                "ids.npy",
                NpyBytes.of(
                        NpyBytes.header("<f4", "2, 2"), new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 63}),
                "labels.npy",
                NpyBytes.floats("2,", 1, 2),
                "pixels.npy",
                NpyBytes.floats("2, 2", 1, 2, Float.NaN, 4)));
        refused(
                () -> NumpyFiles.samples(file, inputs),
                "data.npz: 4 problems",
                "the extra array 'labels' is no input of the model (nearest: ",
                "the array 'mask' is missing (found: [",
                "'ids' holds float32, not int64, and element 3 is 0.5",
                "'pixels' is not finite in row 1, element 0",
                "numpy.savez");
        Path wide = npz(Map.of("pixels.npy", NpyBytes.floats("1, 3", 1, 2, 3)));
        refused(
                () -> NumpyFiles.samples(wide, inputs.subList(2, 3)),
                "'pixels' has the shape [1, 3], which cannot be dealt out as [?, 2]");
        Path alone = Files.write(folder.resolve("a.npy"), NpyBytes.floats("1, 2", 1, 2));
        refused(() -> NumpyFiles.samples(alone, inputs), "an .npy file holds one array, and the model has 3 inputs");
    }

    @Test
    void anEntryThatIsNoArray_isNamed() throws IOException {
        Path file = npz(Map.of("../../evil.npy", new byte[] {1, 2, 3}));
        refused(() -> NumpyFiles.arrays(file), "data.npz (array '../../evil') does not begin like a NumPy array");
        assertThat(folder.resolve("../../evil.npy")).doesNotExist();
    }
}
