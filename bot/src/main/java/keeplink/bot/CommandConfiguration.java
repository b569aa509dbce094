package keeplink.bot;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import keeplink.access.Access;
import keeplink.bot.button.AddTagButton;
import keeplink.bot.button.AgainButton;
import keeplink.bot.button.AllTagsButton;
import keeplink.bot.button.CardButton;
import keeplink.bot.button.CloudButton;
import keeplink.bot.button.DeleteButton;
import keeplink.bot.button.DigestButton;
import keeplink.bot.button.DoneButton;
import keeplink.bot.button.FileButton;
import keeplink.bot.button.ForgetButton;
import keeplink.bot.button.MarkButton;
import keeplink.bot.button.MoveButton;
import keeplink.bot.button.PageButton;
import keeplink.bot.button.ReadButton;
import keeplink.bot.button.RemindButton;
import keeplink.bot.button.ReminderButton;
import keeplink.bot.button.RemindersButton;
import keeplink.bot.button.SettingsButton;
import keeplink.bot.button.StarButton;
import keeplink.bot.button.TagButton;
import keeplink.bot.button.TagsButton;
import keeplink.bot.button.TopicsButton;
import keeplink.bot.button.TwinsButton;
import keeplink.bot.button.WiderButton;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Importing;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Reminding;
import keeplink.bot.chat.Router;
import keeplink.bot.chat.Watches;
import keeplink.bot.command.AgainCommand;
import keeplink.bot.command.BinCommand;
import keeplink.bot.command.CancelCommand;
import keeplink.bot.command.ChangesCommand;
import keeplink.bot.command.DeleteCommand;
import keeplink.bot.command.DigestCommand;
import keeplink.bot.command.ExportCommand;
import keeplink.bot.command.FindCommand;
import keeplink.bot.command.ForgetMeCommand;
import keeplink.bot.command.HelpCommand;
import keeplink.bot.command.HistoryCommand;
import keeplink.bot.command.ImportCommand;
import keeplink.bot.command.InviteCommand;
import keeplink.bot.command.LinkCommand;
import keeplink.bot.command.ListCommand;
import keeplink.bot.command.PrivacyCommand;
import keeplink.bot.command.RandomCommand;
import keeplink.bot.command.ReadCommand;
import keeplink.bot.command.RemindCommand;
import keeplink.bot.command.RemindersCommand;
import keeplink.bot.command.SettingsCommand;
import keeplink.bot.command.SnapshotCommand;
import keeplink.bot.command.StartCommand;
import keeplink.bot.command.StatsCommand;
import keeplink.bot.command.TagCommand;
import keeplink.bot.command.TagsCommand;
import keeplink.bot.command.TitleCommand;
import keeplink.bot.command.UndoCommand;
import keeplink.bot.command.WatchCommand;
import keeplink.bot.schedule.DigestLetters;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.telegram.BotIdentity;
import keeplink.bot.text.Texts;
import keeplink.bot.view.CardView;
import keeplink.bot.view.ChangesView;
import keeplink.bot.view.ReadingView;
import keeplink.bot.view.SettingsView;
import keeplink.erasure.Erasure;
import keeplink.link.Links;
import keeplink.link.ReadMarks;
import keeplink.link.Vocabulary;
import keeplink.search.SearchIndex;
import keeplink.snapshot.Captures;
import keeplink.snapshot.Snapshots;
import keeplink.storage.MongoStorage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The commands people send and the buttons they press.
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {
    @Bean
    SettingsCommand settingsCommand(DigestScheduler scheduler, Members members, Dialogues dialogues, Clock clock) {
        return new SettingsCommand(new SettingsView(clock), scheduler, members, dialogues);
    }

    @Bean
    TagsCommand tagsCommand(SearchIndex index, Clock clock) {
        return new TagsCommand(index, clock);
    }

    @Bean
    RemindCommand remindCommand(Links links, Reminding reminding, Dialogues dialogues) {
        return new RemindCommand(links, reminding, dialogues);
    }

    @Bean
    DigestCommand digestCommand(DigestLetters letters, DigestScheduler scheduler, Members members, Clock clock) {
        return new DigestCommand(letters, scheduler, members, clock);
    }

    /// All commands, in the order in which `/help` names them.
    @Bean
    List<ChatCommand> commands(
            Links links,
            Vocabulary vocabulary,
            Answers answers,
            SearchIndex index,
            MongoStorage storage,
            Captures captures,
            CardView cards,
            ReadingView reading,
            Snapshots snapshots,
            Importing importing,
            DigestCommand digest,
            SettingsCommand settings,
            TagsCommand tags,
            RemindCommand remind,
            Reminding reminding,
            Dialogues dialogues,
            Watches watches,
            ReadingPlaces places,
            Access access,
            BotIdentity identity,
            Erasure erasure,
            Members members,
            WaybackProperties wayback,
            ObjectProvider<Router> router,
            Clock clock) {
        return List.of(
                new StartCommand(),
                new HelpCommand(() -> router.getObject().commands()),
                new FindCommand(answers),
                new ListCommand("recent", "", answers),
                new ListCommand("unread", "is:unread", answers),
                new ListCommand("starred", "is:starred", answers),
                new RandomCommand(
                        links, cards, bound -> ThreadLocalRandom.current().nextInt(bound)),
                tags,
                new TagCommand(vocabulary, index, dialogues),
                new LinkCommand(links, cards),
                new ReadCommand(links, storage.captures(), reading, places),
                new SnapshotCommand(links, storage.captures(), reading),
                new AgainCommand(links, captures, cards),
                new HistoryCommand(links, snapshots, cards),
                new ChangesCommand(links, new ChangesView(snapshots)),
                new TitleCommand(links, cards, dialogues),
                new DeleteCommand(links, cards),
                new UndoCommand(links, snapshots),
                new BinCommand(links),
                digest,
                remind,
                new RemindersCommand(reminding),
                new StatsCommand(links, clock),
                new ExportCommand(clock),
                new ImportCommand(importing),
                WatchCommand.watch(watches, identity::username),
                WatchCommand.unwatch(watches, identity::username),
                settings,
                new InviteCommand(access, identity::username),
                new PrivacyCommand(erasure, wayback.lookup() || wayback.save()),
                new ForgetMeCommand(erasure, members),
                new CancelCommand());
    }

    @Bean
    List<ButtonAction> buttons(
            MongoStorage storage,
            Links links,
            Vocabulary vocabulary,
            Captures captures,
            CardView cards,
            ReadingView reading,
            Answers answers,
            SearchIndex index,
            SettingsCommand settings,
            TagsCommand tags,
            RemindCommand remind,
            Reminding reminding,
            DigestCommand digest,
            DigestLetters letters,
            ReadMarks marks,
            ReadingPlaces places,
            DigestScheduler scheduler,
            Erasure erasure,
            Members members,
            Texts texts,
            Clock clock) {
        return List.of(
                new ReadButton(links, reading, places),
                new DoneButton(links, reading, places),
                new CardButton(links, cards),
                new FileButton(links, reading),
                new AgainButton(links, captures, cards),
                new StarButton(links, cards),
                new MarkButton(links, cards),
                new MoveButton(links, cards),
                new TagsButton(links, cards),
                new TagButton(answers, index),
                new AddTagButton(links, cards),
                new TwinsButton(vocabulary),
                new AllTagsButton(index),
                new CloudButton(tags),
                new DeleteButton(links, cards),
                new PageButton(answers),
                new WiderButton(answers),
                new RemindButton(links, reminding),
                new ReminderButton(reminding, remind),
                new RemindersButton(reminding),
                new TopicsButton(storage.conversations(), members),
                new SettingsButton(settings, new SettingsView(clock), scheduler, members, texts, clock),
                new DigestButton(letters, digest, links, marks, reading, members),
                new ForgetButton(erasure, members, clock));
    }
}
