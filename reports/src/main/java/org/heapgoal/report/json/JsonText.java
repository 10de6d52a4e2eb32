package org.heapgoal.report.json;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.heapgoal.report.ShortestDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints trees of maps, lists, strings, numbers, booleans and nulls as JSON: two blanks of indentation, line feeds. */
public final class JsonText {
    private static final JsonMapper MAPPER = mapper();
    private static final JsonMapper COMPACT = JsonMapper.builder(factory())
            .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonText() {}

    /**
     * The text, ending with a line feed.
     *
     * @param tree maps with a stated order and string keys, collections with a stated order, strings, numbers, booleans
     * @throws IllegalArgumentException for a value of another type
     */
    public static String print(Map<String, ?> tree) {
        return MAPPER.writeValueAsString(plain(tree)) + "\n";
    }

    /** The text without a blank or line feed between its parts; takes what {@link #print} takes. */
    public static String compact(Map<String, ?> tree) {
        return COMPACT.writeValueAsString(plain(tree));
    }

    /** The same tree with numbers in the form in which they are printed: whole ones as integers, NaN as null. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put(String.valueOf(key), plain(child)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(JsonText::plainOrNull).toList();
        }
        if (value instanceof Double || value instanceof Float) {
            return plainNumber(((Number) value).doubleValue());
        }
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Integer) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        throw new IllegalArgumentException("no JSON for " + value.getClass().getName() + " " + value);
    }

    private static @Nullable Object plainOrNull(@Nullable Object value) {
        return plain(value);
    }

    private static @Nullable Object plainNumber(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        return ShortestDouble.isWhole(value) ? (Object) (long) value : (Object) value;
    }

    private static JsonMapper mapper() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withSeparators(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return JsonMapper.builder(factory())
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .defaultPrettyPrinter(printer)
                .build();
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
    }
}
