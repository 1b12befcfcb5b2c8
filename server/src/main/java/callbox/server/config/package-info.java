/// Configuration. [CallboxConfig] is the whole; it has one record per area, whose constructors say what is wrong with
/// a value and what to write instead. A record's component `ringTimeout` is the key `ring-timeout`; defaults and their
/// explanation stand in `reference.conf`. [ConfigLoader] puts the layers together: command line over file over defaults.
@NullMarked
package callbox.server.config;

import org.jspecify.annotations.NullMarked;
