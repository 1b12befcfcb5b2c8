package callbox.server.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Duration FLUSH = Duration.ofMillis(250);

    private final House house = new House();
    private final TestDevice ann = house.online("Ann");

    @Test
    void everybodyHearsOfANewcomerButTheNewcomer() {
        var bob = house.online("Bob");

        var change = ann.hears("people.changed");
        assertThat(change.at("/online/0/id").stringValue()).isEqualTo(bob.user());
        assertThat(change.at("/online/0/name").stringValue()).isEqualTo("Bob");
        assertThat(change.get("offline")).isEmpty();
        bob.hearsNothing();
    }

    @Test
    void manyChangesOfAQuarterSecondAreOneMessage() {
        for (int i = 0; i < 10; i++) {
            var guest = house.device("Person " + i);
            guest.connect();
            guest.hello();
        }

        house.passes(FLUSH);

        assertThat(ann.hears("people.changed").get("online")).hasSize(10);
        ann.hearsNothing();
    }

    @Test
    void nameWithMarkupIsKeptAsText() {
        var bob = house.online("Bob");
        ann.forgetAll();

        var answer = bob.asks("profile.set", "name", "<script>alert(1)</script>");
        house.passes(FLUSH);

        assertThat(answer.at("/user/name").stringValue()).isEqualTo("<script>alert(1)</script>");
        assertThat(ann.hears("people.changed").at("/online/0/name").stringValue())
                .isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void whoLeavesIsOfflineAfterThreeSeconds() {
        var bob = house.online("Bob");
        ann.forgetAll();

        bob.drop();
        house.passes(Duration.ofMillis(2750));
        ann.hearsNothing();
        house.passes(FLUSH);

        assertThat(ann.hears("people.changed").at("/offline/0").stringValue()).isEqualTo(bob.user());
    }

    @Test
    void reloadIsNoLeaving() {
        var bob = house.online("Bob");
        ann.forgetAll();

        bob.drop();
        house.passes(Duration.ofSeconds(2));
        bob.connect();
        bob.helloAgain();
        house.passes(Duration.ofSeconds(5));

        ann.hearsNothing();
    }

    @Test
    void userIsOnlineUntilTheLastDeviceLeaves() {
        var bob = house.online("Bob");
        var phone = bob.another();
        phone.connect();
        phone.hello();
        ann.forgetAll();

        bob.drop();
        house.passes(Duration.ofSeconds(4));
        ann.hearsNothing();
        phone.drop();
        house.passes(Duration.ofSeconds(4));

        assertThat(ann.hears("people.changed").get("offline")).hasSize(1);
    }

    @Test
    void guestAndNamelessAreNotListed() {
        var guest = house.device("Gus");
        guest.connect();
        guest.helloAsGuest();
        var nameless = house.device("");
        nameless.connect();
        assertThat(nameless.helloWithoutName().at("/user/name").isNull()).isTrue();
        house.passes(FLUSH);

        ann.hearsNothing();
    }

    @Test
    void namelessIsListedOnceThereIsAName() {
        var bob = house.device("");
        bob.connect();
        bob.helloWithoutName();

        bob.asks("profile.set", "name", "Bob");
        house.passes(FLUSH);

        assertThat(ann.hears("people.changed").at("/online/0/name").stringValue()).isEqualTo("Bob");
    }

    @Test
    void whoUnlistsThemselvesIsGoneFromTheList() {
        var bob = house.online("Bob");
        ann.forgetAll();

        bob.asks("profile.set", "listed", false);
        house.passes(FLUSH);

        assertThat(ann.hears("people.changed").at("/offline/0").stringValue()).isEqualTo(bob.user());
    }

    @Test
    void newcomerToACrowdIsToldInBatches() {
        for (int i = 0; i < 600; i++) {
            var person = house.device("Person " + i);
            person.connect();
            person.hello();
        }
        house.passes(FLUSH);
        var zoe = house.device("Zoe");
        zoe.connect();

        var welcome = zoe.hello();

        var names = new HashSet<String>();
        welcome.get("people").forEach(person -> names.add(person.get("name").stringValue()));
        assertThat(names).hasSize(People.BATCH);
        for (int batch = 0; batch < 2; batch++) {
            zoe.hears("people.changed").get("online").forEach(person -> names.add(person.get("name").stringValue()));
        }
        assertThat(names).hasSize(601).contains("Ann", "Person 0", "Person 599");
    }
}
