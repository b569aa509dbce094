package keeplink.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom: `bot` → `storage` → core, and within the bot the network at the edge.
@AnalyzeClasses(packages = "keeplink", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule coreKnowsNeitherChatNorDatabaseNorFramework = noClasses()
            .that()
            .resideOutsideOfPackages("keeplink.bot..", "keeplink.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "keeplink.bot..",
                    "keeplink.storage..",
                    "org.springframework..",
                    "com.mongodb..",
                    "org.bson..",
                    "org.apache.lucene..",
                    "org.telegram..")
            .because("the core is what Keeplink does, whatever it runs on: give it a port and implement that outside");

    @ArchTest
    static final ArchRule storageKnowsTheCoreAlone = noClasses()
            .that()
            .resideInAPackage("keeplink.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("keeplink.bot..", "org.springframework..")
            .because("storage implements the core's ports and knows nobody who uses them");

    @ArchTest
    static final ArchRule onlyTheRootSeesStorage = noClasses()
            .that()
            .resideInAPackage("keeplink.bot.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("keeplink.storage..")
            .because("the root package puts the parts together; the others are handed the core's ports");

    @ArchTest
    static final ArchRule theConversationKnowsNoNetwork = noClasses()
            .that()
            .resideInAnyPackage(
                    "keeplink.bot.chat..",
                    "keeplink.bot.command..",
                    "keeplink.bot.button..",
                    "keeplink.bot.view..",
                    "keeplink.bot.text..",
                    "keeplink.bot.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "keeplink.bot.telegram..",
                    "keeplink.bot.local..",
                    "org.telegram..",
                    "okhttp3..",
                    "org.springframework..")
            .because("what is said is the same on every chat network");

    @ArchTest
    static final ArchRule onlyTheTelegramPackageSeesItsLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("keeplink.bot.telegram..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.telegram..")
            .because("a change of its library must stay in one package");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("keeplink.(*)..").should().beFreeOfCycles();
}
