package org.heapgoal.report.text;

/** Breaks sentences into lines. */
public final class Lines {
    private Lines() {}

    /**
     * The text in lines of at most a width, broken at blanks; a word longer than that stands alone. Every line ends with a
     * line feed.
     *
     * @param indent what all lines but the first begin with
     */
    public static String wrap(String text, String indent, int width) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            boolean fits = line.length() + 1 + word.length() <= width;
            if (!line.isEmpty() && !line.toString().equals(indent) && !fits) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
                line.append(indent);
            }
            if (!line.isEmpty() && !line.toString().equals(indent)) {
                line.append(' ');
            }
            line.append(word);
        }
        return lines.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
