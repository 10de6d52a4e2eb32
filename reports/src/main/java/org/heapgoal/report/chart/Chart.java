package org.heapgoal.report.chart;

import org.jfree.chart.JFreeChart;

/** A chart ready to be written by {@link ChartFiles}. */
public final class Chart {
    private final String name;
    private final String title;
    private final String caption;
    private final String description;
    private final JFreeChart drawing;

    Chart(String name, String title, String caption, String description, JFreeChart drawing) {
        this.name = name;
        this.title = title;
        this.caption = caption;
        this.description = description;
        this.drawing = drawing;
    }

    /** The name of its files, without an ending. */
    public String name() {
        return name;
    }

    /** Its title. */
    public String title() {
        return title;
    }

    /** How to read it: one or two sentences to stand below it, the same for every run. */
    public String caption() {
        return caption;
    }

    /** What it shows, for readers who cannot see it: one or two sentences with the main numbers. */
    public String description() {
        return description;
    }

    JFreeChart drawing() {
        return drawing;
    }
}
