import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/// Adds up the JUnit reports below a directory and prints one line: `N passed, N failed` (and `, N skipped` where there are any).
///
/// `java build/Totals.java DIRECTORY`. Exits with 1 when a test failed, or when there was none.
void main(String[] args) throws Exception {
    int tests = 0;
    int failed = 0;
    int skipped = 0;
    for (Path report : reports(Path.of(args[0]))) {
        var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        for (Element suite : suites(root)) {
            tests += count(suite, "tests");
            failed += count(suite, "failures") + count(suite, "errors");
            skipped += count(suite, "skipped");
        }
    }
    IO.println((tests - failed - skipped) + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
    System.exit(failed > 0 || tests == 0 ? 1 : 0);
}

/// Surefire writes `target/surefire-reports/TEST-*.xml`, vitest `target/vitest/TEST-*.xml`.
List<Path> reports(Path directory) throws IOException {
    try (var files = Files.find(directory, 8, (path, attributes) -> path.getFileName().toString().matches("TEST-.*\\.xml")
            && !path.toString().contains("node_modules"))) {
        return files.sorted().toList();
    }
}

/// A report's root is one `testsuite`, or `testsuites` that holds some.
List<Element> suites(Element root) {
    if (root.getTagName().equals("testsuite")) return List.of(root);
    var nodes = root.getElementsByTagName("testsuite");
    return java.util.stream.IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
}

int count(Element suite, String attribute) {
    String value = suite.getAttribute(attribute);
    return value.isEmpty() ? 0 : Integer.parseInt(value);
}
