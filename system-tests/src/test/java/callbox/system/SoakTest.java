package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.PageMemory;
import callbox.system.person.Person;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Call after call in the same two pages: what they hold, and what the server holds, ends where it began. A few calls here; the system property
/// `soak.calls` makes them many. Of many the first hundred belong to the warm-up (`soak.warm-up`): the list of recent calls has to become as long as it gets.
@BrowserTest
class SoakTest {

    private static final int CALLS = Integer.getInteger("soak.calls", 20);

    /// After so many calls the engines have compiled what they compile.
    private static final int WARM_UP = Integer.getInteger("soak.warm-up", 6);

    /// The list of recent calls (100 rows of 8 KB at most, 15 nodes each) and compiled code. A leaked call weighs some 100 KB.
    private static final long PAGE_TOLERANCE = 1_500_000;
    private static final int NODES_TOLERANCE = 1_500;
    private static final int LISTENERS_TOLERANCE = 200;

    /// Compiled code, pools and caches of the server. A call and its sessions weigh some 10 KB.
    private static final long SERVER_TOLERANCE = 1_500_000;

    /// Chromium takes stopped tracks a few calls late, however often it collects.
    private static final int TRACKS_TOLERANCE = 20;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @OwnServer
    void callAfterCallLeavesNothingBehind(Stage stage) {
        var pages = List.of(stage.newWindow(Devices.ALL), stage.browsers().chromium(Devices.ALL, 1).newWindow());
        List<Person> persons = List.of(stage.seat("Ann", pages.get(0)), stage.seat("Bob", pages.get(1)));
        persons.forEach(person -> person.goesOnline(stage.server().address()));

        call(persons, WARM_UP);
        List<PageMemory> before = pages.stream().map(ChromiumWindow::memory).toList();
        long serverBefore = stage.server().liveHeapBytes();
        call(persons, CALLS);
        List<PageMemory> after = pages.stream().map(ChromiumWindow::memory).toList();
        long serverAfter = stage.server().liveHeapBytes();

        System.out.printf("%d calls: pages %s -> %s, server %d -> %d bytes%n", CALLS, before, after, serverBefore,
                serverAfter);
        for (int i = 0; i < pages.size(); i++) {
            hasLetGo(persons.get(i), before.get(i), after.get(i));
        }
        assertThat(serverAfter).as("bytes of the server").isLessThan(serverBefore + SERVER_TOLERANCE);
    }

    private static void call(List<Person> persons, int times) {
        for (int i = 0; i < times; i++) {
            Person caller = persons.get(i % 2);
            Person callee = persons.get((i + 1) % 2);
            caller.videoCalls(callee);
            callee.accepts();
            caller.seesCall("active");
            callee.seesCall("active");
            caller.seesPictures(1);
            callee.hangsUp();
            for (Person person : persons) {
                person.seesEnd("hung-up");
                person.looksAt("observed.forget()");
            }
        }
    }

    private static void hasLetGo(Person person, PageMemory before, PageMemory after) {
        JsonNode inMemory = person.looksAt("observed.inMemory()");
        assertThat(inMemory.path("connections").asInt()).as("peer connections of " + person.name())
                .isLessThanOrEqualTo(1);
        assertThat(inMemory.path("tracks").asInt()).as("tracks of " + person.name())
                .isLessThanOrEqualTo(TRACKS_TOLERANCE);
        assertThat(person.looksAt("observed.capturing('video') + observed.capturing('audio')").asInt())
                .as("open devices").isZero();
        assertThat(after.heapBytes()).as("bytes of " + person.name()).isLessThan(before.heapBytes() + PAGE_TOLERANCE);
        assertThat(after.nodes()).as("nodes of " + person.name()).isLessThan(before.nodes() + NODES_TOLERANCE);
        assertThat(after.listeners()).as("listeners of " + person.name())
                .isLessThan(before.listeners() + LISTENERS_TOLERANCE);
    }
}
