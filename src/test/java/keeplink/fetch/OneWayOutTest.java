package keeplink.fetch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/// There is one way out of the core, and the guard stands in it.
@AnalyzeClasses(
        packages = "keeplink",
        importOptions = {DoNotIncludeTests.class, OneWayOutTest.NoTestKit.class})
class OneWayOutTest {
    /// Leaves the test kit out also where it lies in one folder with the rest.
    static final class NoTestKit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("Test")
                    && !location.contains("/bench/")
                    && !location.contains("keeplink/fetch/Misbehaviour")
                    && !location.contains("keeplink/fetch/Hostile")
                    && !location.contains("keeplink/snapshot/RefusedPackets");
        }
    }

    @ArchTest
    static final ArchRule onlyThisPackageReachesTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackage("keeplink.fetch")
            .should()
            // HttpUrl reads addresses and goes to none
            .dependOnClassesThat(resideInAPackage("okhttp3..")
                    .and(not(nameMatching("okhttp3\\.HttpUrl(\\$.*)?")))
                    .or(resideInAPackage("okio.."))
                    .or(resideInAPackage("java.net.http.."))
                    .or(resideInAPackage("javax.net.."))
                    .or(nameMatching("java\\.nio\\.channels\\..*(Socket|Datagram).*"))
                    .or(nameMatching("java\\.net\\.(.*Socket.*|.*URLConnection|Proxy.*|URLClassLoader)")))
            .because("every byte from a stranger's server has to pass the guard");

    @ArchTest
    static final ArchRule onlyThisPackageLooksNamesUp = noClasses()
            .that()
            .resideOutsideOfPackage("keeplink.fetch")
            .should()
            .callMethodWhere(target(owner(nameMatching("java\\.net\\.Inet.*Address")))
                    .and(target(not(nameMatching("ofLiteral|getAddress")))))
            .because("a lookup tells a stranger's name server who asks, and has no bound in time of its own");

    @ArchTest
    static final ArchRule nobodyOpensAnAddressByItself = noClasses()
            .should()
            .callMethodWhere(target(owner(equivalentTo(URL.class)))
                    .and(target(nameMatching("openStream|openConnection|getContent"))))
            .orShould()
            .callMethodWhere(target(owner(nameMatching("org\\.jsoup\\.(Jsoup|Connection|helper\\.HttpConnection)")))
                    .and(target(nameMatching("connect|newSession|newRequest"))))
            .because("these connect without the guard");

    @ArchTest
    static final ArchRule onlyTheFetcherBuildsAClient = classes()
            .that()
            .areNotAssignableTo(OkHttpPageFetcher.class)
            .should()
            .onlyCallMethodsThat(not(owner(equivalentTo(OkHttpClient.Builder.class))))
            .because("a second client could lack the guard, and an interceptor can take it away");

    @ArchTest
    static final ArchRule thereIsOneInterceptor = classes()
            .that()
            .implement(Interceptor.class)
            .should()
            .be(GuardingInterceptor.class)
            .because("an interceptor can replace the resolver, the sockets, the proxy and the pool");

    @ArchTest
    static final ArchRule nobodyChangesAChain = noClasses()
            .should()
            .callMethodWhere(
                    target(owner(equivalentTo(Interceptor.Chain.class))).and(target(nameMatching("with.*"))));

    @ArchTest
    static final ArchRule onlyTheResolverAsksTheSystem = noClasses()
            .that()
            .doNotHaveSimpleName("HostResolver")
            .should()
            .callMethodWhere(target(owner(equivalentTo(InetAddress.class)))
                    .and(target(nameMatching("getByName|getAllByName|getLocalHost"))))
            .orShould()
            .callConstructor(InetSocketAddress.class, String.class, int.class);

    @ArchTest
    static final ArchRule onlyGuardedSocketsAreMade = noClasses()
            .that()
            .haveNameNotMatching(".*\\.GuardedSockets.*")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Socket.class))));
}
