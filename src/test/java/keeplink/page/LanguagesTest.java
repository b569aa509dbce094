package keeplink.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The boats were late that morning, and the baker had not been told of it by anyone at the quay.
            de | Die Boote kamen an dem Morgen spät, und der Bäcker wusste es nicht, weil ihm auch niemand von dem Sturm erzählt hatte.
            fr | Les bateaux sont arrivés en retard ce matin, et le boulanger ne le savait pas, car il était dans la cour avec les enfants.
            es | Los barcos llegaron tarde esa mañana y el panadero no lo sabía, porque nadie se lo dijo en el muelle de la ciudad.
            pt | Os barcos chegaram tarde na manhã de domingo, e o padeiro não sabia, porque ninguém o avisou do vento. Não foi a primeira vez, mas os filhos dizem com razão que é para ele uma lição e um aviso.
            it | Le barche sono arrivate tardi e il fornaio non lo sapeva, perché nessuno gli aveva detto della pioggia e del vento che era in arrivo.
            nl | De boten waren laat die ochtend, en de bakker wist het niet, want er was niemand aan de kade om het te zeggen, dat is zeker.
            sv | Båtarna var sena den morgonen och bagaren visste det inte, för ingen hade sagt något om att det var storm på sjön och till havs.
            da | Bådene kom sent den morgen, og bageren vidste det ikke, for der var ingen, som blev sendt fra havnen af, da det blæste. Det blev en lang dag, og han fik af sin søn at vide, at der var sket noget meget værre efter midnat.
            nb | Båtene kom sent den morgenen, og bakeren visste det ikke, for ingen ble sendt fra havnen for å si det før han gikk ut av huset å lete.
            fi | Veneet olivat myöhässä, ja leipuri ei tiennyt siitä, kun hän ei ole ennen herännyt niin aikaisin; mutta se oli vain alku, sekä myös loppu.
            pl | Łodzie spóźniły się tego ranka, a piekarz o tym nie wiedział, bo nikt mu nie powiedział, że na morzu jest sztorm i że był za daleko.
            cs | Lodě toho rána připluly pozdě a pekař o tom nevěděl, protože se na nábřeží nikdo nezastavil, ale jak se říká, ve městě jsou i jiné zprávy. Za hodinu se vrátil a ptal se, jestli je to pro něj, ale nikdo si z toho nic nedělal, že by to bylo o něm.
            ro | Bărcile au venit târziu și brutarul nu știa, pentru că nu era nimeni pe chei care să îi spună, iar oamenii sunt mai puțini din an în an.
            hu | A hajók késve érkeztek, és a pék nem tudta, hogy mi az oka, mert azt már csak este mondta el egy halász, aki meg is jött, de ezt senki nem hitte.
            tr | Tekneler o sabah çok geç geldi ve fırıncı bunu bilmiyordu, çünkü ne rıhtımda bir haber vardı ne de şehirde; sonra daha kötü bir rüzgar için hazırlık oldu.
            id | Perahu-perahu itu datang terlambat dan tukang roti tidak tahu, karena tidak ada yang memberi kabar dari dermaga untuk dia pada pagi itu.
            vi | Các con thuyền đến muộn và người thợ làm bánh không biết, vì không có ai ở bến báo cho ông trong buổi sáng đó, khi trời đã sáng với những cơn gió.
            hi | उस सुबह नावें देर से आईं और नानबाई को इसका पता नहीं था।
            ko | 그날 아침 배들은 늦게 왔고 빵집 주인은 그것을 몰랐다.
            """)
    void tellsALanguageByItsScriptOrItsSmallWords(String language, String text) {
        assertThat(Languages.guess(text)).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore.",
                "Tea, milk, sugar, flour, eggs, butter, salt, yeast, honey, raisins, cinnamon, lemon, almonds",
                "The boats were late that morning, and the baker was not told. Die Boote kamen spät, und der Bäcker wusste es nicht, weil auch das Radio nicht ging.",
                "12:40 Otter 3.4 m"
            })
    void saysNothingWhereItIsInDoubt(String text) {
        assertThat(Languages.guess(text)).isNull();
    }
}
