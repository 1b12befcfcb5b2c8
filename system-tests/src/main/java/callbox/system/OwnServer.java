package callbox.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// This test has a server of its own, because it needs other settings or stops it. All others share one.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OwnServer {

    /// Lines of configuration (HOCON) besides the port and the data folder.
    String[] value() default {};
}
