package keeplink.bot.button;

import java.util.List;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.Asker;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ButtonData;
import keeplink.bot.chat.OfferedQueries;
import keeplink.bot.chat.Reply;

/// Asks one of the wider queries below an answer that found nothing: `wider:0`.
public final class WiderButton implements ButtonAction {
    private final Answers answers;

    public WiderButton(Answers answers) {
        this.answers = answers;
    }

    @Override
    public String verb() {
        return "wider";
    }

    @Override
    public List<Reply> press(Asker asker, ButtonData data, String view) {
        return OfferedQueries.read(view, data.number(0))
                .map(query -> answers.query(asker, query))
                .orElseGet(() -> List.of(new Reply.Toast(asker.phrases().say("list.gone"))));
    }
}
