package callbox.call;

import static callbox.call.Scene.LINK;
import static callbox.call.Scene.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What every [LinkStore] keeps to.
public abstract class LinkContract {

    protected abstract LinkStore links();

    @Test
    void aLinkIsFoundAsItWasCreated() {
        links().create(LINK);

        assertThat(links().find(LINK.id())).contains(LINK);
        assertThat(links().find(new LinkId("other"))).isEmpty();
    }

    @Test
    void aUseIsNoted() {
        links().create(LINK);

        links().touch(LINK.id(), START.plusSeconds(5));

        assertThat(links().find(LINK.id()).orElseThrow().usedAt()).isEqualTo(START.plusSeconds(5));
        assertThat(links().find(LINK.id()).orElseThrow().createdAt()).isEqualTo(START);
    }

    @Test
    void touchingAnUnknownLinkMakesNone() {
        links().touch(LINK.id(), START);

        assertThat(links().find(LINK.id())).isEmpty();
    }
}
