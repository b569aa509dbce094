package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.QueryPages;
import keeplink.bot.chat.Reply;

/// Turns the pages of a list: `page:1`, `page:-1`; `page:0` shows the same page as it is now.
public final class PageButton implements ButtonAction {
    private final Answers answers;

    public PageButton(Answers answers) {
        this.answers = answers;
    }

    @Override
    public String verb() {
        return "page";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        int by =
                switch (data.arguments().isEmpty() ? "" : data.arguments().getFirst()) {
                    case "1" -> 1;
                    case "-1" -> -1;
                    default -> 0;
                };
        return QueryPages.read(view)
                .flatMap(list -> answers.turn(asker, list, by))
                .map(List::of)
                .orElseGet(() -> List.of(new Reply.Toast(asker.phrases().say("list.gone"))));
    }
}
