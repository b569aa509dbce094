package keeplink.bot.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What a press on a button says: a verb and what it is about, `verb:argument:argument`.
///
/// Telegram carries 1 to 64 bytes (Bot API, `InlineKeyboardButton.callback_data`), so it names things and
/// contains none.
public record ButtonData(String verb, List<String> arguments) {
    /// Bytes of UTF-8 a button can carry.
    public static final int MAX_BYTES = 64;

    public ButtonData {
        arguments = List.copyOf(arguments);
    }

    /// The text a button carries.
    ///
    /// @throws IllegalArgumentException where it is over 64 bytes, naming the text
    public static String of(String verb, Object... arguments) {
        StringBuilder data = new StringBuilder(verb);
        for (Object argument : arguments) {
            data.append(':').append(argument);
        }
        if (!fits(data.toString())) {
            throw new IllegalArgumentException("button data is over " + MAX_BYTES + " bytes: " + data);
        }
        return data.toString();
    }

    public static boolean fits(String data) {
        return data.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    /// Takes apart what a button carried.
    public static ButtonData parse(String data) {
        String[] parts = data.split(":", -1);
        return new ButtonData(parts[0], Arrays.asList(parts).subList(1, parts.length));
    }

    /// The argument at a place as a number, -1 where it is none.
    public int number(int place) {
        if (place >= arguments.size() || !arguments.get(place).matches("\\d{1,9}")) {
            return -1;
        }
        return Integer.parseInt(arguments.get(place));
    }
}
