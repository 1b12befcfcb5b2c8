package callbox.system.person;

import callbox.system.browser.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/// Somebody at a window of the page. Acts by the accessible names that the page promises; a method whose name says "sees" waits until it is so.
public final class Person implements AutoCloseable {

    /// Chromium's words for a server that is not there, or goes away in the middle of a request, and for a network that does.
    private static final Pattern NETWORK_ERROR = Pattern
            .compile(
                    "net::ERR_(CONNECTION_\\w+|EMPTY_RESPONSE|INTERNET_DISCONNECTED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|ADDRESS_UNREACHABLE|SOCKET_NOT_CONNECTED)");

    private final String name;
    private final Window window;
    private final Observer observer;

    /// @param window one that has not opened a page yet
    public Person(String name, Window window) {
        this.name = name;
        this.window = window;
        this.observer = new Observer(name, window);
    }

    public String name() {
        return name;
    }

    public Window window() {
        return window;
    }

    /// Opens the page, gives a name and goes online.
    public Person goesOnline(URI address) {
        window.open(address);
        window.type("Your name", name);
        window.press("Go online");
        return this;
    }

    /// Opens the address that "Use on another device" gives to somebody, and becomes them.
    public Person becomes(Person person, URI address) {
        String secret = person.looksAt("observed.sent.find(message => message.type === 'hello').auth.secret")
                .asString();
        window.open(address.resolve("/#/device/" + secret));
        window.press("Use this identity");
        return this;
    }

    /// Opens the address of a call by link, gives a name and joins.
    public Person joins(URI link) {
        window.open(link);
        window.type("Your name", name);
        window.press("Join");
        return this;
    }

    /// Makes an address for a call by link.
    public URI makesLink() {
        window.press("New link");
        String field = "document.querySelector('input[aria-label=\"Address of the call\"]')";
        sees("the address of a call", "() => " + field + "?.value.startsWith('http')");
        return URI.create(looksAt(field + ".value").asString());
    }

    /// From now on the page's connections use nothing but the relay, over whatever they reach it by.
    public Person usesOnlyTheRelay() {
        observer.look("observed.useOnlyRelay()");
        return this;
    }

    /// From now on the page's connections use nothing but the relay.
    ///
    /// @param transport to the relay: `udp`, `tcp` or `tls`
    public Person usesOnlyTheRelay(String transport) {
        window.evaluate("transport => observed.useOnlyRelay(transport)", transport);
        return this;
    }

    public void audioCalls(Person callee) {
        window.press("Call " + callee.name);
    }

    public void videoCalls(Person callee) {
        window.press("Video call " + callee.name);
    }

    /// Calls somebody with picture, who accepts; then both see and hear each other.
    public void meets(Person callee) {
        videoCalls(callee);
        callee.accepts();
        seesAndHears(1);
        callee.seesAndHears(1);
    }

    /// Calls somebody with sound alone, who accepts; then both hear each other.
    public void talksTo(Person callee) {
        audioCalls(callee);
        callee.accepts();
        hears(1);
        callee.hears(1);
    }

    public void accepts() {
        window.press("Accept");
    }

    public void acceptsWithAudioOnly() {
        window.press("Accept with audio only");
    }

    public void declines() {
        window.press("Decline");
    }

    public void cancels() {
        window.press("Cancel call");
    }

    public void hangsUp() {
        window.press("Hang up");
    }

    public void presses(String button) {
        window.press(button);
    }

    /// Presses a button at a moment, not now, so that two persons can press at the same one.
    public void pressesAt(Instant moment, String button) {
        window.evaluate("""
                ([name, moment]) => {
                  const button = [...document.querySelectorAll('button')].find(button => button.getAttribute('aria-label') === name);
                  setTimeout(() => button.click(), moment - Date.now());
                }""", List.of(button, moment.toEpochMilli()));
    }

    public void reloads() {
        window.reload();
    }

    /// Waits until the call view is in one of these states (`none`: there is no call view).
    public void seesCall(String... states) {
        observer.await("a call that is " + String.join(" or ", states),
                "states => states.includes(observed.callState())", List.of(states));
    }

    public void seesEnd(String reason) {
        observer.await("the call's end: " + reason,
                "reason => observed.callState() === 'ended' && observed.endReason() === reason", reason);
    }

    /// Waits until a button of this accessible name is there.
    public void seesButton(String button) {
        seesButtons(button, 1);
    }

    /// Waits until there is no button of this accessible name.
    public void seesNoButton(String button) {
        seesButtons(button, 0);
    }

    /// Waits until there are exactly so many visible buttons of this accessible name.
    public void seesButtons(String button, int count) {
        observer.await(count + " button(s) " + button, """
                ([name, count]) => [...document.querySelectorAll('button')].filter(button => button.checkVisibility()
                    && (button.getAttribute('aria-label') ?? button.textContent.trim()) === name).length === count""",
                List.of(button, count));
    }

    public void seesOwnPicture() {
        observer.await("the own picture", "() => document.querySelector('video[data-self]')?.videoWidth > 0");
    }

    /// Waits until each of so many remote pictures moves, and each voice is heard.
    public void seesAndHears(int others) {
        seesPictures(others);
        hears(others);
    }

    /// Waits until so many remote pictures have shown a frame more than now.
    public void seesPictures(int others) {
        JsonNode before = observer.look("observed.framesDecoded()");
        observer.await(others + " moving pictures, not only those of " + before, """
                async ([others, before]) => {
                  const frames = await observed.framesDecoded();
                  const shown = observed.pictures().filter(picture => picture.played > 0 && picture.width > 0);
                  return shown.length === others && frames.filter((count, i) => count > (before[i] ?? 0)).length === others;
                }""", List.of(others, numbers(before)));
    }

    /// Waits until so many remote voices have more energy than now.
    public void hears(int others) {
        JsonNode before = observer.look("observed.voices()");
        observer.await(others + " voices, louder than " + before, """
                async ([others, before]) =>
                    (await observed.voices()).filter((energy, i) => energy > (before[i] ?? 0)).length === others""",
                List.of(others, numbers(before)));
    }

    /// Marks the connection that carries the call. When it is another one later, picture and sound have been interrupted.
    public void marksConnection() {
        window.evaluate("() => { globalThis.marked = observed.open()[0]; }");
    }

    /// Fails when the call is not on the connection that was marked, and on no other one beside it.
    public void keptConnection() {
        Assertions.assertThat(looksAt("observed.open().length === 1 && observed.open()[0] === marked").asBoolean())
                .as("the same connection of %s as before", name).isTrue();
    }

    /// Waits until media goes from browser to browser.
    public void seesDirectMedia() {
        seesRoutes("media that goes directly", "route => route.local !== 'relay' && route.remote !== 'relay'");
    }

    /// Waits until media goes through the relay, whichever side is its client.
    public void seesRelayedMedia() {
        seesRoutes("relayed media", "route => route.local === 'relay' || route.remote === 'relay'");
    }

    /// Waits until media goes to the relay by this transport, as `RTCIceCandidateStats.relayProtocol` has it.
    public void seesRelayedMedia(String transport) {
        seesRoutes("media relayed over " + transport,
                "route => route.local === 'relay' && route.relayProtocol === '" + transport + "'");
    }

    private void seesRoutes(String what, String predicate) {
        observer.await(what,
                "async () => { const routes = await observed.routes(); return routes.length > 0 && routes.every("
                        + predicate + "); }");
    }

    /// Waits until a sentence about a media device is shown.
    ///
    /// @param code one of the SDK's media error codes
    public void seesMediaProblem(String code) {
        sees("what to do about " + code,
                "code => [...document.querySelectorAll(`[data-media-error=\"${code}\"]`)].some(note => note.textContent.length > 20)",
                code);
    }

    /// Waits until a JavaScript predicate holds; `observed` (observe.js) is at hand.
    public void sees(String what, String predicate, Object argument) {
        observer.await(what, predicate, argument);
    }

    /// As above, for what takes longer than a few seconds.
    public void sees(String what, String predicate, Object argument, Duration patience) {
        observer.await(what, predicate, argument, patience);
    }

    public void sees(String what, String predicate) {
        observer.await(what, predicate);
    }

    /// The value of a JavaScript expression now.
    public JsonNode looksAt(String expression) {
        return observer.look(expression);
    }

    /// Fails when the page had an error that nobody caught, or wrote one to the console. That a server or a network is not there is written by the
    /// browser, whatever the page does, and is no error of the page.
    public void hasSeenNoError() {
        Assertions
                .assertThat(window.console().stream().filter(Window.ConsoleLine::error).map(Window.ConsoleLine::text)
                        .filter(text -> !NETWORK_ERROR.matcher(text).find()))
                .as("errors on %s's page", name).isEmpty();
    }

    @Override
    public void close() {
        window.close();
    }

    private static List<Double> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }
}
