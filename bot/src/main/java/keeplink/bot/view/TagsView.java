package keeplink.bot.view;

import java.util.ArrayList;
import java.util.List;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OutgoingMessage;
import keeplink.bot.chat.OutgoingMessage.Button;
import keeplink.bot.text.Texts.Phrases;
import keeplink.link.Tag;
import keeplink.search.TagTree;

/// Tags as buttons: a tap on one asks for it.
public final class TagsView {
    private static final int PAGE = 30;
    private static final int ROW = 3;

    /// Characters a row of buttons shows on a phone before it cuts them.
    private static final int ROW_WIDTH = 36;

    private TagsView() {}

    /// A page of all tags with their counts, what is nested after what it lies under.
    ///
    /// @param page from 0; the nearest one where there is none of that number
    public static OutgoingMessage all(List<TagTree.Entry> tags, int page, Phrases phrases) {
        if (tags.isEmpty()) {
            return OutgoingMessage.of(phrases.say("tags.none"));
        }
        int pages = (tags.size() + PAGE - 1) / PAGE;
        int at = Math.clamp(page, 0, pages - 1);
        List<Button> buttons = tags.stream()
                .skip((long) at * PAGE)
                .limit(PAGE)
                .map(entry -> button(entry.tag(), entry.tag() + " " + entry.links()))
                .toList();
        List<List<Button>> rows = new ArrayList<>(rows(buttons));
        rows.add(turning(at, pages, phrases));
        rows.add(List.of(Button.press(phrases.label("tags.button.cloud"), ButtonData.of("cloud"))));
        return OutgoingMessage.of(phrases.say("tags.head", "count", tags.size()))
                .withButtons(rows);
    }

    private static List<Button> turning(int at, int pages, Phrases phrases) {
        List<Button> row = new ArrayList<>();
        if (at > 0) {
            row.add(Button.press("◀", ButtonData.of("alltags", at - 1)));
        }
        if (pages > 1) {
            row.add(Button.press(
                    phrases.label("list.page", "page", at + 1, "pages", pages), ButtonData.of("alltags", at)));
        }
        if (at < pages - 1) {
            row.add(Button.press("▶", ButtonData.of("alltags", at + 1)));
        }
        return row;
    }

    /// A button for each tag, which asks for it.
    public static List<List<Button>> choice(List<Tag> tags) {
        return rows(tags.stream().map(tag -> button(tag, tag.toString())).toList());
    }

    /// A button that asks for a tag; a tag too long for one is asked for by what its name begins with.
    private static Button button(Tag tag, String label) {
        String name = tag.name();
        while (!ButtonData.fits("tag:" + name)) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return Button.press(label, ButtonData.of("tag", name));
    }

    static List<List<Button>> rows(List<Button> buttons) {
        List<List<Button>> rows = new ArrayList<>();
        List<Button> row = new ArrayList<>();
        int width = 0;
        for (Button button : buttons) {
            width += button.label().length();
            if (row.size() == ROW || (!row.isEmpty() && width > ROW_WIDTH)) {
                rows.add(row);
                row = new ArrayList<>();
                width = button.label().length();
            }
            row.add(button);
        }
        rows.add(row);
        return rows;
    }
}
