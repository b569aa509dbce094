package keeplink.bot;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import keeplink.access.Access;
import keeplink.bot.button.AddTagButton;
import keeplink.bot.button.AgainButton;
import keeplink.bot.button.AllTagsButton;
import keeplink.bot.button.CardButton;
import keeplink.bot.button.DeleteButton;
import keeplink.bot.button.DoneButton;
import keeplink.bot.button.FileButton;
import keeplink.bot.button.ForgetButton;
import keeplink.bot.button.MarkButton;
import keeplink.bot.button.PageButton;
import keeplink.bot.button.ReadButton;
import keeplink.bot.button.SettingsButton;
import keeplink.bot.button.StarButton;
import keeplink.bot.button.TagButton;
import keeplink.bot.button.TagsButton;
import keeplink.bot.button.TwinsButton;
import keeplink.bot.chat.Answers;
import keeplink.bot.chat.ButtonAction;
import keeplink.bot.chat.ChatCommand;
import keeplink.bot.chat.Dialogues;
import keeplink.bot.chat.Documents;
import keeplink.bot.chat.Members;
import keeplink.bot.chat.Memories;
import keeplink.bot.chat.Offers;
import keeplink.bot.chat.Outgoing;
import keeplink.bot.chat.ReadingPlaces;
import keeplink.bot.chat.Router;
import keeplink.bot.chat.Saving;
import keeplink.bot.chat.Speaker;
import keeplink.bot.chat.Twins;
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
import keeplink.bot.command.InviteCommand;
import keeplink.bot.command.LinkCommand;
import keeplink.bot.command.ListCommand;
import keeplink.bot.command.PrivacyCommand;
import keeplink.bot.command.RandomCommand;
import keeplink.bot.command.ReadCommand;
import keeplink.bot.command.SettingsCommand;
import keeplink.bot.command.SnapshotCommand;
import keeplink.bot.command.StartCommand;
import keeplink.bot.command.StatsCommand;
import keeplink.bot.command.TagCommand;
import keeplink.bot.command.TagsCommand;
import keeplink.bot.command.TitleCommand;
import keeplink.bot.command.UndoCommand;
import keeplink.bot.command.WatchCommand;
import keeplink.bot.schedule.DigestScheduler;
import keeplink.bot.telegram.BotIdentity;
import keeplink.bot.text.Texts;
import keeplink.bot.view.CardView;
import keeplink.bot.view.ChangesView;
import keeplink.bot.view.DigestView;
import keeplink.bot.view.ListView;
import keeplink.bot.view.ReadingView;
import keeplink.bot.view.SettingsView;
import keeplink.digest.DigestSchedule;
import keeplink.digest.Digests;
import keeplink.erasure.Erasure;
import keeplink.fetch.PageFetcher;
import keeplink.link.Links;
import keeplink.link.UrlCanonicalizer;
import keeplink.link.Vocabulary;
import keeplink.page.ArticleExtractor;
import keeplink.page.MediaReader;
import keeplink.page.PageParser;
import keeplink.page.VerdictClassifier;
import keeplink.search.Indexer;
import keeplink.search.SearchIndex;
import keeplink.snapshot.Captures;
import keeplink.snapshot.PageCapture;
import keeplink.snapshot.SnapshotMaker;
import keeplink.snapshot.Snapshots;
import keeplink.storage.MongoStorage;
import keeplink.suggest.Suggestions;
import keeplink.transfer.JsonExport;
import keeplink.transfer.WaczExport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What Keeplink is made of: the one place where its parts are put together.
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {
    /// Captures that run at once: most of their time they wait for servers, which costs a little memory each.
    private static final int PARALLEL_CAPTURES = 400;

    @Bean
    Texts texts() {
        return new Texts();
    }

    // links and their index

    @Bean
    Links links(MongoStorage storage, Indexer indexer, Clock clock) {
        return new Links(storage.links(), new UrlCanonicalizer(), indexer, clock);
    }

    @Bean
    Vocabulary vocabulary(MongoStorage storage, Indexer indexer, Clock clock) {
        return new Vocabulary(storage.links(), indexer, clock);
    }

    @Bean
    Indexer indexer(SearchIndex index, Snapshots snapshots) {
        return new Indexer(index, snapshots::text);
    }

    @Bean
    Digests digests(Links links) {
        return new Digests(links);
    }

    // pages

    @Bean
    PageCapture pageCapture(
            PageFetcher fetcher, MongoStorage storage, Snapshots snapshots, SnapshotMaker maker, Clock clock) {
        return new PageCapture(
                fetcher,
                new PageParser(),
                new ArticleExtractor(),
                new VerdictClassifier(),
                new MediaReader(),
                maker,
                storage.snapshots(),
                storage.blobs(),
                snapshots,
                clock,
                collection -> storage.conversations()
                        .chat(collection.id())
                        .map(chat -> chat.locale().toLanguageTag()));
    }

    @Bean(destroyMethod = "close")
    Captures captures(
            MongoStorage storage,
            PageCapture capture,
            Links links,
            Speaker speaker,
            StorageConfiguration.InstanceId instance,
            Clock clock) {
        return new Captures(storage.captures(), capture, links, speaker, instance.value(), PARALLEL_CAPTURES, clock);
    }

    @Bean(destroyMethod = "close")
    Housekeeping housekeeping(MongoStorage storage, Links links, SearchIndex index, Clock clock) {
        return new Housekeeping(storage, links, index, clock);
    }

    // the conversation

    @Bean
    CardView cardView(Links links, SearchIndex index, Clock clock) {
        return new CardView(
                clock, link -> Suggestions.of(link, index.tags(link.collection()), links.aliases(link.collection())));
    }

    @Bean
    ReadingView readingView(Snapshots snapshots) {
        return new ReadingView(snapshots);
    }

    @Bean
    ListView listView(Links links, Clock clock) {
        return new ListView(links, clock);
    }

    @Bean
    Answers answers(SearchIndex index, Links links, ListView lists) {
        return new Answers(index, links, lists);
    }

    @Bean
    Documents documents(Snapshots snapshots, JsonExport json, WaczExport wacz) {
        return new Documents(snapshots, json, wacz);
    }

    @Bean
    Memories memories(MongoStorage storage, BotIdentity identity) {
        return new Memories(storage.conversations(), identity::username);
    }

    @Bean
    ReadingPlaces readingPlaces(Memories memories) {
        return new ReadingPlaces(memories);
    }

    @Bean
    Dialogues dialogues(Memories memories, Clock clock) {
        return new Dialogues(memories, clock);
    }

    @Bean
    Erasure erasure(MongoStorage storage, SearchIndex index) {
        return new Erasure(
                storage.links(),
                storage.captures(),
                storage.snapshots(),
                index,
                storage.conversations(),
                storage.deliveries());
    }

    @Bean
    SettingsCommand settingsCommand(DigestScheduler scheduler, Members members, Dialogues dialogues, Clock clock) {
        return new SettingsCommand(new SettingsView(clock), scheduler, members, dialogues);
    }

    @Bean
    Watches watches(Memories memories, MongoStorage storage, Links links, Members members, Texts texts) {
        return new Watches(memories, storage.conversations(), links, members, texts);
    }

    @Bean
    Saving saving(
            Links links, Captures captures, Memories memories, CardView cards, SearchIndex index, Watches watches) {
        return new Saving(links, captures, memories, cards, new Twins(index), watches);
    }

    @Bean
    Speaker speaker(
            Outgoing outgoing,
            Memories memories,
            MongoStorage storage,
            Links links,
            CardView cards,
            ReadingView reading,
            Texts texts,
            KeeplinkProperties properties) {
        return new Speaker(
                outgoing,
                memories,
                storage.conversations(),
                links,
                storage.captures(),
                cards,
                reading,
                texts,
                properties.zone());
    }

    @Bean(destroyMethod = "close")
    DigestScheduler digestScheduler(
            MongoStorage storage,
            Digests digests,
            Outgoing outgoing,
            Texts texts,
            KeeplinkProperties properties,
            Clock clock) {
        String wished = properties.digest().schedule();
        DigestSchedule schedule = DigestSchedule.parse(wished)
                .orElseThrow(() -> new IllegalArgumentException(
                        "keeplink.digest.schedule is a weekday and a time such as mon 09:00, not " + wished));
        return new DigestScheduler(
                storage.conversations(),
                digests,
                storage.digests(),
                new DigestView(),
                outgoing,
                texts,
                schedule,
                properties.zone(),
                clock);
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
            WaczExport wacz,
            Digests digests,
            DigestScheduler scheduler,
            SettingsCommand settings,
            Dialogues dialogues,
            Watches watches,
            ReadingPlaces places,
            Access access,
            BotIdentity identity,
            Erasure erasure,
            Members members,
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
                new TagsCommand(index),
                new TagCommand(vocabulary, index, dialogues),
                new LinkCommand(links, cards),
                new ReadCommand(links, storage.captures(), reading, places),
                new SnapshotCommand(links, storage.captures(), reading),
                new AgainCommand(links, captures, cards),
                new HistoryCommand(links, snapshots, cards),
                new ChangesCommand(links, new ChangesView(snapshots)),
                new TitleCommand(links, cards, dialogues),
                new DeleteCommand(links, cards),
                new UndoCommand(links),
                new BinCommand(links),
                new DigestCommand(digests, new DigestView(), scheduler, clock),
                new StatsCommand(links, clock),
                new ExportCommand(wacz, clock),
                WatchCommand.watch(watches, identity::username),
                WatchCommand.unwatch(watches, identity::username),
                settings,
                new InviteCommand(access, identity::username),
                new PrivacyCommand(erasure),
                new ForgetMeCommand(erasure, members),
                new CancelCommand());
    }

    @Bean
    List<ButtonAction> buttons(
            Links links,
            Vocabulary vocabulary,
            Captures captures,
            CardView cards,
            ReadingView reading,
            Answers answers,
            SearchIndex index,
            SettingsCommand settings,
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
                new TagsButton(links, cards),
                new TagButton(answers, index),
                new AddTagButton(links, cards),
                new TwinsButton(vocabulary),
                new AllTagsButton(index),
                new DeleteButton(links, cards),
                new PageButton(answers),
                new SettingsButton(settings, new SettingsView(clock), scheduler, members, texts),
                new ForgetButton(erasure, members, clock));
    }

    @Bean
    Router router(
            List<ChatCommand> commands,
            List<ButtonAction> buttons,
            Saving saving,
            Answers answers,
            Links links,
            SearchIndex index,
            MongoStorage storage,
            Memories memories,
            Dialogues dialogues,
            Access access,
            Texts texts,
            KeeplinkProperties properties) {
        ZoneId zone = properties.zone();
        return new Router(
                commands,
                buttons,
                saving,
                answers,
                new Offers(index, links),
                links,
                storage.conversations(),
                memories,
                dialogues,
                access,
                texts,
                zone);
    }
}
