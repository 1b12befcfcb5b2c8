package callbox.call;

import static callbox.call.Replies.done;
import static callbox.call.Replies.refusal;
import static callbox.call.Scene.ALL;
import static callbox.call.Scene.ANN;
import static callbox.call.Scene.BOB;
import static callbox.call.Scene.CY;
import static callbox.call.Scene.DEE;
import static callbox.call.Scene.START;
import static callbox.call.Scene.desk;
import static callbox.call.Scene.phone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Links at the switchboard: made, previewed, joined, forgotten.
class LinkTest {
    private final FakeWorld world = new FakeWorld(START);
    private final InMemoryCallStore store = new InMemoryCallStore();
    private final Switchboard switchboard = world.switchboard(store, store);
    private final Link link = switchboard.createLink(ANN.id(), Media.VIDEO);

    @BeforeEach
    void peopleAreOnline() {
        for (User user : List.of(ANN, BOB, CY)) {
            world.online(phone(world.knows(user)));
        }
    }

    @Test
    void theFirstVisitorBeginsTheCallAndTheOthersJoinIt() {
        Call begun = done(switchboard.join(phone(BOB), link.id(), ALL));
        Call joined = done(switchboard.join(phone(CY), link.id(), ALL));

        assertThat(joined.id()).isEqualTo(begun.id());
        assertThat(joined.link()).isEqualTo(link.id());
        assertThat(joined.answered()).isTrue();
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        Call call = done(switchboard.join(phone(BOB), link.id(), ALL));

        assertThat(done(switchboard.join(phone(BOB), link.id(), ALL))).isEqualTo(call);
        assertThat(refusal(switchboard.join(desk(BOB), link.id(), ALL))).isEqualTo(Refusal.ALREADY_IN_CALL);
    }

    @Test
    void theNextVisitorAfterTheEndBeginsAnotherCall() {
        Call first = done(switchboard.join(phone(BOB), link.id(), ALL));
        switchboard.hangUp(phone(BOB), first.id(), EndReason.HUNG_UP);

        assertThat(done(switchboard.join(phone(CY), link.id(), ALL)).id()).isNotEqualTo(first.id());
    }

    @Test
    void aPreviewShowsWhoIsThereWithoutJoining() {
        assertThat(switchboard.preview(link.id())).contains(new LinkPreview(link, List.of(), false));

        done(switchboard.join(phone(BOB), link.id(), ALL));

        assertThat(switchboard.preview(link.id()).map(LinkPreview::joined)).contains(List.of(BOB));
        assertThat(switchboard.busy(CY.id())).isFalse();
    }

    @Test
    void aFullCallIsShownAsFullAndRefusesTheSeventh() {
        for (int guest = 1; guest <= CallPolicy.PARTICIPANTS; guest++) {
            User user = world.knows(new User(new UserId("guest" + guest), "Guest"));
            done(switchboard.join(phone(user), link.id(), ALL));
        }

        assertThat(switchboard.preview(link.id()).map(LinkPreview::full)).contains(true);
        assertThat(refusal(switchboard.join(phone(BOB), link.id(), ALL))).isEqualTo(Refusal.CALL_FULL);
    }

    @Test
    void whoIsInAnotherCallStaysThere() {
        done(switchboard.invite(phone(ANN), new Invitation(new CallId("c1"), BOB.id(), Media.VIDEO, ALL)));

        assertThat(refusal(switchboard.join(phone(BOB), link.id(), ALL))).isEqualTo(Refusal.ALREADY_IN_CALL);
        assertThat(store.liveCallOf(link.id())).isEmpty();
    }

    @Test
    void nobodyJoinsWithoutAName() {
        assertThat(refusal(switchboard.join(phone(DEE), link.id(), ALL))).isEqualTo(Refusal.NAME_REQUIRED);
    }

    @Test
    void aLinkLivesForItsLifetimeAfterTheLastUse() {
        world.at(START.plus(Link.LIFETIME));
        Call call = done(switchboard.join(phone(BOB), link.id(), ALL));
        switchboard.hangUp(phone(BOB), call.id(), EndReason.HUNG_UP);

        world.at(world.instant().plus(Link.LIFETIME));
        assertThat(switchboard.preview(link.id())).isPresent();

        world.at(world.instant().plusMillis(1));
        assertThat(switchboard.preview(link.id())).isEqualTo(Optional.empty());
        assertThat(refusal(switchboard.join(phone(BOB), link.id(), ALL))).isEqualTo(Refusal.LINK_NOT_FOUND);
    }

    @Test
    void anInventedLinkIsNotFound() {
        assertThat(switchboard.preview(new LinkId("invented"))).isEmpty();
        assertThat(refusal(switchboard.join(phone(BOB), new LinkId("invented"), ALL)))
                .isEqualTo(Refusal.LINK_NOT_FOUND);
    }
}
