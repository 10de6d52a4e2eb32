package org.heapgoal.report.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes charts as SVG and PNG, 1280 by 720 pixels. Different threads may write different charts. */
public final class ChartFiles {
    /** Width of a chart in pixels. */
    public static final int WIDTH = 1280;

    /** Height of a chart in pixels. */
    public static final int HEIGHT = 720;

    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONT_FAMILIES = ChartFonts.FAMILY + ", sans-serif";

    private ChartFiles() {}

    /** The chart as an SVG document with text as text; the same on every JVM. */
    public static String svg(Chart chart) {
        try {
            Document document = document();
            SVGGraphics2D graphics = new SVGGraphics2D(new SvgContext(document), false);
            graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
            chart.drawing().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
            Element root = graphics.getRoot();
            root.setAttribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
            root.setAttribute("role", "img");
            Element title = document.createElementNS(SVG_NAMESPACE, "title");
            title.setTextContent(chart.title());
            Element description = document.createElementNS(SVG_NAMESPACE, "desc");
            description.setTextContent(chart.description());
            root.insertBefore(description, root.getFirstChild());
            root.insertBefore(title, description);
            nameFonts(root);
            StringWriter text = new StringWriter();
            graphics.stream(root, text, false, false);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the chart as PNG; the stream stays open. */
    public static void png(Chart chart, OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        chart.drawing().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        graphics.dispose();
        PngFile.write(((DataBufferInt) image.getRaster().getDataBuffer()).getData(), WIDTH, out);
    }

    private static Document document() {
        try {
            DOMImplementation dom =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation();
            return dom.createDocument(SVG_NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JVM has no XML parser", e);
        }
    }

    /** Batik names the font alone; a viewer that lacks it should take another without serifs. */
    private static void nameFonts(Element element) {
        if (element.hasAttribute("font-family")) {
            element.setAttribute("font-family", FONT_FAMILIES);
        }
        for (org.w3c.dom.Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                nameFonts(nested);
            }
        }
    }
}
