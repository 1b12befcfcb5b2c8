package callbox.system.browser;

import com.microsoft.playwright.options.ColorScheme;

/// How a window looks: its size in CSS pixels, the person's language, light or dark.
///
/// @param locale a BCP 47 language tag
public record WindowOptions(int width, int height, String locale, ColorScheme colorScheme) {

    public static final WindowOptions DESKTOP = new WindowOptions(1440, 900, "en-US", ColorScheme.LIGHT);
    public static final WindowOptions PHONE = new WindowOptions(390, 844, "en-US", ColorScheme.LIGHT);

    /// The same window at night.
    public WindowOptions dark() {
        return new WindowOptions(width, height, locale, ColorScheme.DARK);
    }
}
