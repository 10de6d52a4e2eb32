package org.heapgoal.workload.band;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/**
 * How far predictions of twins are off, as found in the tuning half of the corpus: the part of a prediction's uncertainty
 * that neither the log nor replications show, because it is the model's. {@code heapgoal validate DIR --error-model FILE}
 * derives it; the file that comes with the program, {@code model-error.csv}, says from what it was.
 *
 * @param terms by level, change and figure, in the order of the file
 */
public record ErrorModel(Map<Key, ErrorTerm> terms) {
    private static final String FILE = "model-error.csv";
    private static final String HEADER =
            "level,change,figure,cases,towardsLog,towardsPacer,constant,perSpread,perGap,perChange,"
                    + "perTightness,perThinness";
    private static final int COLUMNS = 12;

    /** The one that comes with the program. */
    public static final ErrorModel SHIPPED = shipped();

    /** Copies the map; it keeps its order. */
    public ErrorModel {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /**
     * What a term is for.
     *
     * @param level that predicts
     * @param change what differs between the log's settings and those predicted for
     * @param figure what is predicted
     */
    public record Key(Level level, SettingClass change, ScoreFigure figure) {}

    /** The term of a figure; nothing where none was derived. */
    Optional<ErrorTerm> term(Level level, SettingClass change, ScoreFigure figure) {
        return Optional.ofNullable(terms.get(new Key(level, change, figure)));
    }

    /**
     * As a file: comments, a header and a line for each term.
     *
     * @param origin sentences that say what it was derived from
     */
    public List<String> lines(List<String> origin) {
        List<String> out = new ArrayList<>();
        origin.forEach(sentence -> out.add("# " + sentence));
        out.add(HEADER);
        terms.forEach((key, term) -> out.add(String.format(
                Locale.ROOT,
                "%s,%s,%s,%d,%.2f,%.2f,%.4f,%.3f,%.3f,%.3f,%.4f,%.4f",
                key.level().label(),
                key.change().name(),
                key.figure().jsonName(),
                term.cases(),
                term.towardsLog(),
                term.towardsPacer(),
                term.constant(),
                term.perSpread(),
                term.perGap(),
                term.perChange(),
                term.perTightness(),
                term.perThinness())));
        return out;
    }

    /**
     * Reads such a file.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ErrorModel parse(List<String> lines) {
        Map<Key, ErrorTerm> terms = new LinkedHashMap<>();
        boolean header = false;
        for (String line : lines) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!header) {
                if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException("expected \"" + HEADER + "\", found \"" + line + "\"");
                }
                header = true;
                continue;
            }
            String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS) {
                throw new IllegalArgumentException(COLUMNS + " columns expected: " + line);
            }
            Key key = new Key(level(cells[0]), SettingClass.valueOf(cells[1]), ScoreFigure.named(cells[2]));
            double[] numbers = new double[COLUMNS];
            for (int i = 4; i < COLUMNS; i++) {
                numbers[i] = Double.parseDouble(cells[i]);
            }
            terms.put(
                    key,
                    new ErrorTerm(
                            Integer.parseInt(cells[3]),
                            numbers[4],
                            numbers[5],
                            numbers[6],
                            numbers[7],
                            numbers[8],
                            numbers[9],
                            numbers[10],
                            numbers[11]));
        }
        return new ErrorModel(terms);
    }

    private static Level level(String label) {
        for (Level level : Level.values()) {
            if (level.label().equals(label)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no level is called " + label);
    }

    private static ErrorModel shipped() {
        try (InputStream stream = Objects.requireNonNull(ErrorModel.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return parse(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
