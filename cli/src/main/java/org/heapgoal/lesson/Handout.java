package org.heapgoal.lesson;

import java.util.List;

/** The lessons as one HTML page that needs nothing else and prints well: a lesson a sheet, with room to write answers. */
public final class Handout {
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 11pt/1.45 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin: 0 0 .2rem; } h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
            p, ul { margin: .3rem 0; }
            pre { background: rgba(127, 127, 127, .14); padding: .5rem .7rem; border-radius: 4px; overflow-x: auto;
                  font: 9pt/1.5 ui-monospace, monospace; margin: .4rem 0; }
            .about { color: GrayText; margin: 0; }
            .lesson { border-top: 1px solid GrayText; padding-top: 1rem; margin-top: 2rem; }
            ol.parts { padding-left: 0; list-style: none; } ol.parts li { margin: .4rem 0; }
            .line { display: inline-block; width: 11rem; border-bottom: 1px solid; margin-left: .5rem; }
            @media print {
              :root { color-scheme: light; }
              @page { size: A4; margin: 16mm; }
              body { font-size: 9.5pt; margin: 0; max-width: none; padding: 0; }
              pre { border: 1px solid #999; background: none; white-space: pre-wrap; }
              .lesson { break-before: page; border: 0; margin: 0; padding: 0; }
              h3 { break-after: avoid; } li, pre { break-inside: avoid; }
            }
            """;

    private Handout() {}

    /**
     * The page.
     *
     * @param sessions the lessons in order
     * @param solutions whether each lesson is followed by its solution, for teachers
     */
    public static String html(List<Session> sessions, boolean solutions) {
        StringBuilder out =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>Heapgoal: lessons on tuning Go's garbage collector</title>\n<style>\n");
        out.append(STYLE).append("</style>\n</head>\n<body>\n<h1>Tuning Go's garbage collector</h1>\n");
        paragraph(
                out,
                "Guess first, then run the experiment, then answer: ./heapgoal lesson N --answer a=VALUE says whether it is"
                        + " right or how far off. Run the commands from the top folder of the repository.");
        out.append("<ul>\n");
        for (Session session : sessions) {
            out.append("<li><a href=\"#lesson-")
                    .append(session.lesson().number())
                    .append("\">")
                    .append(escape(title(session)))
                    .append("</a></li>\n");
        }
        out.append("</ul>\n");
        sessions.forEach(session -> lesson(out, session, solutions));
        return out.append("</body>\n</html>\n").toString();
    }

    private static void lesson(StringBuilder out, Session session, boolean solutions) {
        LessonText text = session.lesson().text();
        out.append("<section class=\"lesson\" id=\"lesson-")
                .append(session.lesson().number())
                .append("\">\n<h2>")
                .append(escape(title(session)))
                .append("</h2>\n<p class=\"about\">Level ")
                .append(text.level().label())
                .append(", about ")
                .append(text.minutes())
                .append(" minutes")
                .append(session.variant() == 0 ? "" : ", variant " + session.variant())
                .append("</p>\n");
        for (Section section :
                List.of(Section.GOAL, Section.BACKGROUND, Section.EXPERIMENT, Section.LOOK_AT, Section.QUESTION)) {
            section(out, section, session);
        }
        out.append("<ol class=\"parts\">\n");
        for (Session.Asked asked : session.parts()) {
            out.append("<li>")
                    .append(asked.id())
                    .append(") ")
                    .append(escape(asked.question()))
                    .append(" <span class=\"line\">&nbsp;</span></li>\n");
        }
        out.append("</ol>\n");
        if (solutions) {
            solution(out, session);
        }
        out.append("</section>\n");
    }

    private static void solution(StringBuilder out, Session session) {
        out.append("<h3>Answers</h3>\n<ul>\n");
        for (LessonText.Part part : session.lesson().text().parts()) {
            item(out, part.id() + ") " + session.right(part).text());
        }
        out.append("</ul>\n");
        section(out, Section.SOLUTION, session);
        out.append("<h3>").append(Section.WRONG_ANSWERS.heading()).append("</h3>\n<ul>\n");
        session.wrongAnswers().forEach(wrong -> item(out, wrong));
        out.append("</ul>\n");
    }

    private static void section(StringBuilder out, Section section, Session session) {
        out.append("<h3>").append(section.heading()).append("</h3>\n");
        boolean inList = false;
        for (Block block : Block.of(session.section(section))) {
            boolean isItem = block.kind() == Block.Kind.ITEM;
            if (isItem != inList) {
                out.append(isItem ? "<ul>\n" : "</ul>\n");
                inList = isItem;
            }
            switch (block.kind()) {
                case PARAGRAPH -> paragraph(out, block.lines().get(0));
                case ITEM -> item(out, block.lines().get(0));
                case CODE ->
                    out.append("<pre>")
                            .append(escape(String.join("\n", block.lines())))
                            .append("</pre>\n");
            }
        }
        if (inList) {
            out.append("</ul>\n");
        }
    }

    private static String title(Session session) {
        return session.lesson().number() + ". " + session.lesson().text().title();
    }

    private static void paragraph(StringBuilder out, String text) {
        out.append("<p>").append(escape(text)).append("</p>\n");
    }

    private static void item(StringBuilder out, String text) {
        out.append("<li>").append(escape(text)).append("</li>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
