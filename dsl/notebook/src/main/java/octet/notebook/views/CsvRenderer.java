package octet.notebook.views;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import octet.data.Csv;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/** Shows a table of text. */
public final class CsvRenderer implements Renderer<Csv> {
    /** For {@link java.util.ServiceLoader}. */
    public CsvRenderer() {}

    @Override
    public Class<Csv> type() {
        return Csv.class;
    }

    @Override
    public Rich render(Csv csv) {
        List<Map<String, String>> rows =
                IntStream.range(0, csv.size()).mapToObj(csv::row).toList();
        String caption = csv.toString();
        var table = new RowTable<>(caption, rows);
        csv.columns().forEach(column -> table.text(column, row -> row.get(column)));
        return Rich.html(table.hidden("table(csv)").html(), Words.of(csv));
    }
}
