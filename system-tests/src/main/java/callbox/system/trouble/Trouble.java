package callbox.system.trouble;

import callbox.system.network.Impairment;
import callbox.system.network.Lab;
import callbox.system.network.Router;
import callbox.system.process.Pause;
import java.time.Duration;

/// Something that happens to a call in mid-call, mostly at Ann's side.
public enum Trouble {

    LINK_DOWN("link down for 5 s", Router.Mode.OPEN, Kind.OUTAGE),
    BLACK_HOLE("black hole of 5 s", Router.Mode.OPEN, Kind.OUTAGE),
    LONG_BLACK_HOLE("black hole of 20 s", Router.Mode.OPEN, Kind.OUTAGE),
    ADDRESS_CHANGE("change of address", Router.Mode.OPEN, Kind.MOMENT),
    ADDRESS_CHANGE_BEHIND_NAT("change of address behind NAT", Router.Mode.PORT_KEEPING, Kind.MOMENT),
    /// Nothing tells the browser.
    FLOWS_FORGOTTEN("router forgets its flows", Router.Mode.PORT_KEEPING, Kind.MOMENT),
    UDP_BLOCKED("UDP blocked", Router.Mode.PORT_KEEPING, Kind.MOMENT),
    /// Each of it in either direction.
    LOSS("5 % loss, 100 ms", Router.Mode.OPEN, Kind.BAD_LINK),
    NARROW("300 kbit/s", Router.Mode.OPEN, Kind.BAD_LINK),
    VERY_NARROW("100 kbit/s", Router.Mode.OPEN, Kind.BAD_LINK),
    SERVER_DEATH("server killed and started again", Router.Mode.OPEN, Kind.MOMENT),
    RELOAD("reload", Router.Mode.OPEN, Kind.MOMENT),
    SERVER_DEATH_AND_ADDRESS_CHANGE("change of address, server killed and started again", Router.Mode.OPEN, Kind.OUTAGE),
    ADDRESS_CHANGES("change of both addresses", Router.Mode.OPEN, Kind.MOMENT);

    /// When a picture can be there.
    public enum Kind {
        /// Nothing comes through until its end: time to picture is counted from there.
        OUTAGE,
        /// The picture may be back, or may never have gone, at any time: it is counted from the beginning.
        MOMENT,
        /// The picture goes on, however badly.
        BAD_LINK
    }

    private static final Duration SHORT_OUTAGE = Duration.ofSeconds(5);
    /// Longer than Chromium takes to give a connection up (15 s), shorter than the grace of a call (30 s).
    private static final Duration LONG_OUTAGE = Duration.ofSeconds(20);

    private final String words;
    private final Router.Mode routers;
    private final Kind kind;

    Trouble(String words, Router.Mode routers, Kind kind) {
        this.words = words;
        this.routers = routers;
        this.kind = kind;
    }

    /// The routers that it happens behind.
    public Router.Mode routers() {
        return routers;
    }

    public Kind kind() {
        return kind;
    }

    /// Lets it happen from beginning to end.
    ///
    /// @param lasting how long a bad link stays so
    void happensTo(LabCall call, Duration lasting) {
        Lab.Side left = call.lab().left();
        switch (this) {
            case LINK_DOWN -> {
                left.cable(false);
                Pause.of(SHORT_OUTAGE);
                left.cable(true);
            }
            case BLACK_HOLE -> blackHole(left, SHORT_OUTAGE);
            case LONG_BLACK_HOLE -> blackHole(left, LONG_OUTAGE);
            case ADDRESS_CHANGE, ADDRESS_CHANGE_BEHIND_NAT -> left.readdress();
            case FLOWS_FORGOTTEN -> left.router().forgetFlows();
            case UDP_BLOCKED -> left.router().become(Router.Mode.UDP_BLOCKED);
            case LOSS -> impaired(left, Impairment.NONE.withDelay(100).withLoss(0.05), lasting);
            case NARROW -> impaired(left, Impairment.rate(300), lasting);
            case VERY_NARROW -> impaired(left, Impairment.rate(100), lasting);
            case SERVER_DEATH -> restart(call);
            case RELOAD -> call.ann().reloads();
            case SERVER_DEATH_AND_ADDRESS_CHANGE -> {
                left.readdress();
                restart(call);
            }
            case ADDRESS_CHANGES -> {
                left.readdress();
                call.lab().right().readdress();
            }
        }
    }

    @Override
    public String toString() {
        return words;
    }

    private static void blackHole(Lab.Side side, Duration time) {
        impaired(side, Impairment.BLACK_HOLE, time);
        side.router().impair(Impairment.NONE);
    }

    private static void impaired(Lab.Side side, Impairment link, Duration time) {
        side.router().impair(link);
        Pause.of(time);
    }

    private static void restart(LabCall call) {
        call.stage().server().kill();
        call.stage().server().startAgain();
    }
}
