package keeplink.bot.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command, taken apart once: `/read@KeeplinkBot 12 rest` has the name `read`, the number 12 and the arguments
/// `12 rest`.
///
/// @param name lower case, without `/`
/// @param bot the bot it was addressed to, empty where to nobody
/// @param arguments what follows, trimmed
public record CommandLine(String name, Optional<String> bot, String arguments) {
    private static final Pattern FORM =
            Pattern.compile("/([^\\s@]*)(?:@(\\S*))?(?:\\s+(.*))?", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern GAP = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LEADING_NUMBER =
            Pattern.compile("(?:/?l|[#＃])?(\\p{Nd}{1,9})(?:\\s+(.*))?", Pattern.DOTALL);

    /// The command a text is, empty where it does not start with `/`.
    public static Optional<CommandLine> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new CommandLine(
                form.group(1).toLowerCase(Locale.ROOT),
                Optional.ofNullable(form.group(2)),
                form.group(3) == null ? "" : form.group(3).strip()));
    }

    /// The arguments, parted at white space.
    public List<String> words() {
        return words(arguments);
    }

    /// A text, parted at white space.
    public static List<String> words(String text) {
        String tidy = text.strip();
        return tidy.isEmpty() ? List.of() : List.of(GAP.split(tidy));
    }

    /// The link number the arguments begin with: `12`, `l12`, `/l12`.
    public Optional<Integer> number() {
        Matcher number = LEADING_NUMBER.matcher(arguments);
        return number.matches() ? Optional.of(Integer.parseInt(number.group(1))) : Optional.empty();
    }

    /// What follows the number, or all arguments where there is none.
    public String afterNumber() {
        Matcher number = LEADING_NUMBER.matcher(arguments);
        if (!number.matches()) {
            return arguments;
        }
        return number.group(2) == null ? "" : number.group(2).strip();
    }
}
