package callbox.bench.call;

import callbox.system.browser.PageScript;
import callbox.system.person.Person;
import java.util.ArrayList;
import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/// What pages ask of the browser, and what it tells them, and when (`timeline.js`).
final class Timeline {

    /// To run before a page's own scripts.
    static final String SCRIPT = PageScript.beside(Timeline.class, "timeline.js");

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
        record Line(double at, String text) {
        }
        var lines = new ArrayList<Line>();
        for (Person person : persons) {
            for (JsonNode line : person.looksAt("timeline.lines()")) {
                lines.add(new Line(line.path(0).asDouble(), person.name() + "  " + line.path(1).asString()));
            }
        }
        lines.removeIf(line -> line.at < sinceMs);
        lines.sort(Comparator.comparingDouble(Line::at));
        var text = new StringBuilder();
        lines.forEach(line -> text.append("%8.1f  %s%n".formatted(line.at - originMs, line.text)));
        return text.toString();
    }
}
