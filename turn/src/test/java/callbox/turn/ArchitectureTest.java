package callbox.turn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses TURN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("callbox.turn", "callbox.stun");
    private static final String[] INSIDE = {"callbox.turn.engine..", "callbox.turn.policy..",
        "callbox.turn.credential..",
        "callbox.turn.metrics..", "callbox.stun.."};

    @Test
    void theEngineKnowsNothingButTheJdk() {
        classes().that().resideInAnyPackage(INSIDE).should().onlyDependOnClassesThat()
                .resideInAnyPackage("callbox.turn.engine..", "callbox.turn.policy..", "callbox.turn.credential..",
                        "callbox.turn.metrics..", "callbox.stun..", "java..", "javax.crypto..", "org.jspecify..")
                .check(TURN);
    }

    @Test
    void theEngineHasNoSocketsThreadsOrClocks() {
        noClasses().that().resideInAnyPackage(INSIDE).should().dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread").orShould().dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket").orShould().dependOnClassesThat()
                .haveFullyQualifiedName("java.net.DatagramSocket").orShould().dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..").orShould().callMethod(System.class, "nanoTime").orShould()
                .callMethod(System.class, "currentTimeMillis").check(TURN);
    }
}
