package callbox.system;

import callbox.system.browser.Browsers;
import callbox.system.server.CallboxServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test its [Stage]. Browsers and server live as long as the run (but see [OwnServer]); windows live as long as their test. When a test
/// fails, what everybody saw is kept under `target/failures/`.
public final class CallboxExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(CallboxExtension.class);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Store run = test.getRoot().getStore(NAMESPACE);
        Browsers browsers = run.computeIfAbsent(Browsers.class, _ -> new Browsers(), Browsers.class);
        OwnServer own = test.getRequiredTestMethod().getAnnotation(OwnServer.class);
        CallboxServer server = own == null ? server(run, "shared", new String[0])
                : server(test.getStore(NAMESPACE), folderOf(test), own.value());
        return test.getStore(NAMESPACE).computeIfAbsent(Stage.class, _ -> new Stage(browsers, server), Stage.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        Stage stage = test.getStore(NAMESPACE).get(Stage.class, Stage.class);
        if (stage == null) {
            return;
        }
        if (test.getExecutionException().isPresent()) {
            stage.record(TARGET.resolve("failures").resolve(folderOf(test)));
        } else {
            stage.check();
        }
    }

    /// A store sees its parents' values too, so each server has a key of its own.
    private static CallboxServer server(Store owner, String name, String[] settings) {
        return owner.computeIfAbsent("server " + name,
                _ -> CallboxServer.start(TARGET.resolve("servers").resolve(name), settings),
                CallboxServer.class);
    }

    private static String folderOf(ExtensionContext test) {
        String repetition = test.getUniqueId().replaceAll(".*#(\\d+)]$|.*", "$1");
        return test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName()
                + (repetition.isEmpty() ? "" : "-" + repetition);
    }
}
