package callbox.system;

import callbox.system.browser.Browsers;
import callbox.system.server.CallboxServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test its [Stage]. The server lives as long as the test, the browsers as long as the run. When a test fails, what everybody saw is kept
/// under `target/failures/`.
public final class CallboxExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(CallboxExtension.class);
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var browsers = test.getRoot().getStore(NAMESPACE).computeIfAbsent(Browsers.class, _ -> new Browsers(),
                Browsers.class);
        return test.getStore(NAMESPACE).computeIfAbsent(Stage.class,
                _ -> new Stage(browsers, CallboxServer.start(TARGET.resolve("servers").resolve(folderOf(test)))),
                Stage.class);
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
            stage.checkConsoles();
        }
    }

    private static String folderOf(ExtensionContext test) {
        String repetition = test.getUniqueId().replaceAll(".*#(\\d+)]$|.*", "$1");
        return test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName()
                + (repetition.isEmpty() ? "" : "-" + repetition);
    }
}
