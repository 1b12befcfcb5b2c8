package callbox.bench.call;

import callbox.system.browser.PageScript;
import callbox.system.person.Person;
import callbox.system.person.Recording;
import callbox.system.trouble.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What pages ask of the browser, and what it tells them, and when (`timeline.js`).
final class Timeline {

    /// To run before a page's own scripts.
    static final String SCRIPT = PageScript.beside(Timeline.class, "timeline.js");

    /// A picture of 20 frames a second that stands longer has missed some.
    private static final double STANDING_MS = 150;

    private Timeline() {
    }

    /// Lets people who are in a call be noted from now on: their pages are loaded again.
    static void note(Person... persons) {
        for (Person person : persons) {
            person.window().beforeEachPage(SCRIPT);
            person.reloads();
            person.seesAndHears(1);
        }
        for (Person person : persons) {
            person.seesAndHears(1);
        }
    }

    /// What was noted, a line each.
    ///
    /// @param sinceMs  what was before is left out, milliseconds since the epoch
    /// @param originMs times are counted from here
    static String of(double sinceMs, double originMs, Person... persons) {
        return text(lines(persons), sinceMs, originMs);
    }

    /// What was noted in a trouble, and when the picture stood still.
    ///
    /// @param beforeMs how long before the end of the trouble it begins
    static String of(Passage passage, double beforeMs, Person ann, Person bob) {
        List<Line> lines = lines(ann, bob);
        addStanding(lines, ann, passage.atAnn());
        addStanding(lines, bob, passage.atBob());
        return text(lines, passage.sinceMs() - beforeMs, passage.sinceMs());
    }

    private record Line(double at, String text) {
    }

    private static void addStanding(List<Line> lines, Person person, Recording recording) {
        List<Double> frames = recording.framesMs();
        for (int i = 1; i < frames.size(); i++) {
            double standing = frames.get(i) - frames.get(i - 1);
            if (standing > STANDING_MS) {
                lines.add(new Line(frames.get(i),
                        "%s  the picture moves after %.0f ms".formatted(person.name(), standing)));
            }
        }
    }

    private static List<Line> lines(Person... persons) {
        var lines = new ArrayList<Line>();
        for (Person person : persons) {
            for (JsonNode line : person.looksAt("timeline.lines()")) {
                lines.add(new Line(line.path(0).asDouble(), person.name() + "  " + line.path(1).asString()));
            }
        }
        return lines;
    }

    private static String text(List<Line> lines, double sinceMs, double originMs) {
        lines.removeIf(line -> line.at < sinceMs);
        lines.sort(Comparator.comparingDouble(Line::at));
        var text = new StringBuilder();
        lines.forEach(line -> text.append("%8.1f  %s%n".formatted(line.at - originMs, line.text)));
        return text.toString();
    }
}
