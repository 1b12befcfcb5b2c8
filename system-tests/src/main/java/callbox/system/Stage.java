package callbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import callbox.system.browser.Browsers;
import callbox.system.browser.ChromiumWindow;
import callbox.system.browser.Devices;
import callbox.system.browser.Window;
import callbox.system.browser.WindowOptions;
import callbox.system.person.Person;
import callbox.system.server.CallboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What one test plays on: a server, and the persons who have come so far.
public final class Stage implements AutoCloseable {

    private static final AtomicInteger STAGES = new AtomicInteger();

    private final Browsers browsers;
    private final CallboxServer server;
    /// Tests share a server, and somebody who leaves is listed for some seconds more: no two tests have a person of the same name.
    private final String surname = " " + STAGES.incrementAndGet();
    private final List<Person> persons = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final long errorsBefore;

    Stage(Browsers browsers, CallboxServer server) {
        this.browsers = browsers;
        this.server = server;
        this.errorsBefore = errorsOfServer().count();
    }

    public CallboxServer server() {
        return server;
    }

    public Browsers browsers() {
        return browsers;
    }

    /// Somebody with camera and microphone comes online, in Chromium.
    public Person chromium(String name) {
        return chromium(name, Devices.ALL);
    }

    /// Somebody comes online, in Chromium. Neighbours sit at different processes.
    public Person chromium(String name, Devices devices) {
        return at(newWindow(devices), name);
    }

    /// Somebody comes online, in Firefox.
    public Person firefox(String name) {
        return at(browsers.firefox().newWindow(), name);
    }

    /// A window of a Chromium that has not opened the page yet.
    public ChromiumWindow newWindow(Devices devices) {
        int process = devices == Devices.ALL ? persons.size() % 2 : 0;
        return browsers.chromium(devices, process).newWindow(WindowOptions.DESKTOP);
    }

    /// Somebody comes online at this window.
    public Person at(Window window, String name) {
        return seat(name, window).goesOnline(server.address());
    }

    /// Somebody sits down at a window; the stage closes it in the end.
    public Person seat(String name, Window window) {
        var person = new Person(name + surname, window);
        persons.add(person);
        return person;
    }

    /// Somebody signs in on another device of theirs, in a browser profile of its own.
    public Person anotherDevice(Person person, Devices devices) {
        var device = new Person(person.name(), newWindow(devices));
        persons.add(device);
        return device.becomes(person, server.address());
    }

    /// Does something when the test is over, after its persons have left.
    public void afterwards(Runnable ending) {
        endings.add(ending);
    }

    /// Fails when any page had an error that nobody caught, or the server logged one.
    void check() {
        persons.forEach(Person::hasSeenNoError);
        assertThat(errorsOfServer().skip(errorsBefore)).as("errors in the server's log").isEmpty();
    }

    /// Writes what everybody saw into a folder.
    void record(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Person person : persons) {
                person.window().screenshot(folder.resolve(person.name() + ".png"));
                Files.write(folder.resolve(person.name() + ".console"),
                        person.window().console().stream().map(Window.ConsoleLine::text).toList());
            }
            Files.copy(server.log(), folder.resolve("server.log"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        persons.forEach(Person::close);
        endings.forEach(Runnable::run);
    }

    private Stream<String> errorsOfServer() {
        try {
            return Files.readAllLines(server.log()).stream().filter(line -> line.contains(" ERROR "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
