package callbox.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/// Which room may know which (docs/DESIGN.md): server -> turn -> stun; server -> call.
@AnalyzeClasses(packages = "callbox", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /// Leaves out test classes, as a folder and as the jar in which the engine's tests are shared.
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule CALL_STANDS_ON_THE_JDK_ALONE = classes().that().resideInAPackage("callbox.call..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("callbox.call..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule STUN_STANDS_ON_THE_JDK_ALONE = classes().that().resideInAPackage("callbox.stun..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("callbox.stun..", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule ENGINES_TOUCH_NO_SOCKET_THREAD_OR_CLOCK = noClasses().that()
            .resideInAPackage("callbox.call..")
            .should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
            .orShould().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.sql..");

    @ArchTest
    static final ArchRule TURN_KNOWS_NEITHER_CALLS_NOR_THE_SERVER = noClasses().that()
            .resideInAnyPackage("callbox.turn..")
            .should().dependOnClassesThat().resideInAnyPackage("callbox.call..", "callbox.server..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SIGNALING_KNOWS_NO_SOCKETS_AND_NO_SQL = noClasses().that()
            .resideInAPackage("callbox.server.signaling..")
            .should().dependOnClassesThat().resideInAnyPackage("io.netty..", "java.net.http..", "java.sql..",
                    "callbox.server.http..", "callbox.server.store..");

    @ArchTest
    static final ArchRule JSON_STAYS_AT_THE_EDGE = noClasses().that().resideInAPackage("callbox.server.signaling")
            .should().dependOnClassesThat().resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule STORE_IS_KNOWN_TO_THE_WIRING_ONLY = noClasses().that()
            .resideInAnyPackage("callbox.server.account..", "callbox.server.config..", "callbox.server.http..",
                    "callbox.server.tls..")
            .should().dependOnClassesThat().resideInAPackage("callbox.server.store..");

    @ArchTest
    static final ArchRule ROOMS_OF_THE_SERVER_DO_NOT_GO_IN_CIRCLES = SlicesRuleDefinition.slices()
            .matching("callbox.server.(*)..").should().beFreeOfCycles();
}
