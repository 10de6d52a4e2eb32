package org.heapgoal.report.chart;

import java.io.Serial;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Locale;
import org.apache.batik.svggen.DefaultErrorHandler;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.DefaultStyleHandler;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;

/**
 * How Batik writes SVG, with numbers of our own: two decimals, a hundredth of a pixel. Batik's formats are shared by all its
 * documents and must not be used by two threads; this one has no state. It is also several times faster, and numbers are most
 * of what a chart's file consists of.
 */
final class SvgContext extends SVGGeneratorContext {
    SvgContext(Document document) {
        super(document);
        setIDGenerator(new SVGIDGenerator());
        setExtensionHandler(new DefaultExtensionHandler());
        setImageHandler(new ImageHandlerBase64Encoder());
        setStyleHandler(new DefaultStyleHandler());
        setErrorHandler(new DefaultErrorHandler());
        setComment("Heapgoal");
        decimalFormat = new Hundredths();
    }

    /** Numbers rounded to two decimals, half to even in binary, without trailing zeros. */
    static final class Hundredths extends DecimalFormat {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final int DENOMINATOR = 100;
        private static final double LARGEST = 1e13;

        Hundredths() {
            super("#.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        }

        @Override
        public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
            if (!(Math.abs(number) < LARGEST)) {
                return super.format(number, text, position);
            }
            long hundredths = (long) StrictMath.rint(number * DENOMINATOR);
            if (hundredths < 0) {
                text.append('-');
                hundredths = -hundredths;
            }
            text.append(hundredths / DENOMINATOR);
            int fraction = (int) (hundredths % DENOMINATOR);
            if (fraction != 0) {
                text.append('.').append((char) ('0' + fraction / 10));
                if (fraction % 10 != 0) {
                    text.append((char) ('0' + fraction % 10));
                }
            }
            return text;
        }
    }
}
