"""Names that the table does not have: where they begin and end, what kind they are, which are the same."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def names(text: str) -> dict[str, str]:
    """Return the unknown names of a text with their kinds."""
    return {m.name: m.kind for m in find_mentions(text) if m.how == "name"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ieri la startup danese Brugsen ha vinto un bando.", "Brugsen", "organisation"),
        ("L'accordo con Velmar Robotics vale molto.", "Velmar Robotics", "organisation"),
        ("Il contratto con la Nordika Srl scade a marzo.", "Nordika", "organisation"),
        ("È nato il modello Ciclamino 7B, molto compatto.", "Ciclamino 7B", "model"),
        ("Arriva sul mercato il chip Zefiro, più parco del predecessore.", "Zefiro", "chip"),
        ("In cantina gira il supercomputer Orsa Maggiore da un anno.", "Orsa Maggiore", "supercomputer"),
        ("Lo ha deciso Federica Malvasi dopo la riunione.", "Federica Malvasi", "person"),
        ("Non basta, ha detto Olufemi Adebayo ai soci.", "Olufemi Adebayo", "person"),
        ("Il nuovo impianto sorge a Castelbianco Superiore.", "Castelbianco Superiore", "place"),
        ("La sede è vicino a Lundby, in Svezia.", "Lundby", "place"),
        ("Lo riporta K.J. Tormund nel suo libro.", "K.J. Tormund", "person"),
        ("Lo ha deciso Andrew Irvine dopo la riunione.", "Andrew Irvine", "person"),
    ],
)
def test_form_and_context_tell_the_kind(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Secondo gli esperti il mercato crescerà. Intanto i prezzi scendono. Quanto? Poco.",
        "Tre aziende su dieci usano la Rete. Investimenti in calo, Borse deboli.",
        "- Ricavi: 12 milioni\n- Utile: 3 milioni\n- Spese in conto capitale: 1 milione",
        "LE PROSSIME TAPPE\nPrima si parte, poi si vede.",
        "How many people work there? Which of them is the largest? When was it founded?",
        "Quarantadue operatori hanno risposto. Serie B per tutti, Fase 2 entro l'anno.",
        "Il CEO usa le GPU con l'IA e il Pil sale; la Fase 3 arriva.",
        "Corsa AI, i conti non tornano. Chatbot e lavoro: che cosa cambia. Crowdfunding in calo del 3%.",
    ],
)
def test_capitals_of_sentences_lines_and_common_words_are_no_names(text: str) -> None:
    assert names(text) == {}


def test_a_common_word_is_a_name_where_the_text_uses_it_as_one() -> None:
    text = "La società milanese Lanterna ha un nuovo socio. Lanterna cresce in fretta."
    assert [m.text for m in find_mentions(text) if m.name == "Lanterna"] == ["Lanterna", "Lanterna"]


def test_a_version_belongs_to_its_name_and_a_quantity_does_not() -> None:
    assert set(names("Con Zaffiro 3 i costi calano; Zaffiro 2.5 era lento.")) == {"Zaffiro 3", "Zaffiro 2.5"}
    assert set(names("Alla fine Brugsen 12 milioni li ha raccolti davvero.")) == {"Brugsen"}
    assert set(names("Nel duello con Brugsen 2025 e 2026 saranno decisivi.")) == {"Brugsen"}


def test_a_new_version_of_a_known_family() -> None:
    text = "Dopo Llama 9 e GPT-8 mini, ecco Claude 7 Sonnet."
    assert names(text) == {"Llama 9": "model", "GPT-8 mini": "model", "Claude 7 Sonnet": "model"}


def test_a_shorter_mention_has_the_name_of_the_longer_one() -> None:
    text = "Velmar Robotics punta su Giada Solinas. Velmar assume: Solinas guiderà tutto."
    assert [m.name for m in find_mentions(text)] == [
        "Velmar Robotics",
        "Giada Solinas",
        "Velmar Robotics",
        "Giada Solinas",
    ]


def test_a_longer_unknown_name_is_not_the_known_one_inside() -> None:
    assert names("In Borsa sale Intel Ventures, male gli altri.") == {"Intel Ventures": "organisation"}
    assert names("Lo dice Gustavo Musk, un omonimo.") == {"Gustavo Musk": "person"}


def test_a_dateline_is_a_place() -> None:
    mentions = find_mentions("ROVIGO, 3 mag - Apre domani il centro.\n\nSAINT-DENIS – Chiude invece il museo.")
    assert [(m.text, m.kind) for m in mentions] == [("ROVIGO", "place"), ("SAINT-DENIS", "place")]


def test_elided_articles_do_not_belong_to_the_name() -> None:
    assert set(names("Le azioni dell'Ulmarina salgono, quelle dell’Orvexa no.")) == {"Ulmarina", "Orvexa"}


def test_acronyms_and_names_in_capitals_of_a_headline() -> None:
    text = "Le Nuove Sfide Della Ricerca Europea\nIl gruppo Brugsen vende tutto."
    assert names(text) == {"Brugsen": "organisation"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lo scrive Borea Oggi, quotidiano locale, da giorni.", "Borea Oggi", "organisation"),
        ("Lo dice Barometro Digitale, osservatorio del settore.", "Barometro Digitale", "institution"),
        ("Piace molto Margheritina, assistente vocale di Brugsen.", "Margheritina", "product"),
        ("A Lecce si vede Falcetta 9, acceleratore a 5 nanometri.", "Falcetta 9", "chip"),
        ("La struttura, battezzata Glommer, costa molto.", "Glommer", "cluster"),
        ("Non ci crede il professor Bjarne Oddvik da anni.", "Bjarne Oddvik", "person"),
        ("Sono voci raccolte da Tramonto Weekly ieri.", "Tramonto Weekly", "organisation"),
        ("Il tribunale affida a Vestrex il lavoro.", "Vestrex", "organisation"),
        ("Ne ride l'amministratrice delegata di Vestrex ogni giorno.", "Vestrex", "organisation"),
        ("I prezzi salgono; Vestrex invece cresce.", "Vestrex", "organisation"),
        ("I server sono a Mo i Rana da un anno.", "Mo i Rana", "place"),
        ("I server sono a Sant'Elpidio del Piano da un anno.", "Sant'Elpidio del Piano", "place"),
        ("I server sono a Cortina d'Ampezzo da un anno.", "Cortina d'Ampezzo", "place"),
        ("Fondo Ligure d'Investimento vende tutto.", "Fondo Ligure d'Investimento", "organisation"),
        ("Tre ricercatrici hanno dato vita nel 2021 a Brugsen.", "Brugsen", "organisation"),
        ("Lascia Vestrex, di cui era direttore generale.", "Vestrex", "organisation"),
    ],
)
def test_appositions_verbs_and_small_words_tell_more(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


def test_adjectives_of_origin_are_no_names() -> None:
    assert names("Un'impresa italiana su tre è ferma, le Cinesi corrono, i Giapponesi investono.") == {}


def test_a_dateline_is_told_from_a_place_in_the_text() -> None:
    text = "OSLO / CASTELROTTO, 3 giu – Brugsen apre un ufficio a Oslo.\nMILANO – Cresce anche la filiale di Roma."
    places = [(m.text, m.how) for m in find_mentions(text) if m.kind == "place"]
    assert places == [
        ("OSLO", "dateline"),
        ("CASTELROTTO", "dateline"),
        ("Oslo", "alias"),
        ("MILANO", "dateline"),
        ("Roma", "alias"),
    ]


def test_the_title_of_a_report_and_a_licence_are_told_from_names() -> None:
    text = "Lo dice il rapporto «Power and Chips» di Brugsen. Il codice ha licenza Openwork 3.0 da ieri."
    assert [(m.text, m.kind) for m in find_mentions(text) if m.how == "title"] == [
        ("Power and Chips", "unknown"),
        ("Openwork 3.0", "unknown"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lo dice la Banca d'Ungheria in una nota.", "Banca d'Ungheria", "organisation"),
        ("La Banca di Lodi chiude due filiali.", "Banca di Lodi", "organisation"),
        ("Secondo l'Osservatorio di Pavia i servizi calano.", "Osservatorio di Pavia", "institution"),
        ("Nei conti della Barlow & Dent pesa il cambio.", "Barlow & Dent", "organisation"),
        ("Bertoli & Bertoli ritira un lotto di colla.", "Bertoli & Bertoli", "organisation"),
        ("Per la Cantine Bellavite è un anno d'oro.", "Cantine Bellavite", "organisation"),
    ],
)
def test_small_words_and_joined_firms_stay_inside_a_name(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Il comune di Verzuolo ha votato.",
        "I carabinieri di Verzuolo indagano.",
        "Il festival di Verzuolo è finito.",
        "Si è spento ad Acquafredda Mella.",
    ],
)
def test_towns_after_their_nouns_are_places(text: str) -> None:
    assert [kind for name, kind in names(text).items() if name in {"Verzuolo", "Acquafredda Mella"}] == ["place"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Via libera del comune a Brianza Two, il campus dati di una società belga.", "Brianza Two", "cluster"),
        ("Brianza Park, il polo per il calcolo, costa 300 milioni.", "Brianza Park", "cluster"),
    ],
)
def test_a_site_named_after_a_place_is_no_place(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


def test_a_firm_right_after_a_place_is_another_name() -> None:
    found = {m.name: m.kind for m in find_mentions("A Torino Velmar ha aperto due sedi; la società Velmar assume.")}
    assert found["Turin"] == "place"
    assert found["Velmar"] == "organisation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Velmar Oyj ha aperto una sede. Da Velmar arrivano conferme.", "Velmar"),
        ("Il bando è andato alla Brugsen S.r.l. di Udine.", "Brugsen"),
        ("Lo fornisce la Tormund S.p.A. da anni.", "Tormund"),
    ],
)
def test_the_form_in_law_is_no_part_of_a_firms_name(text: str, name: str) -> None:
    assert name in names(text)
    assert not [other for other in names(text) if other != name and other.startswith(name)]


@pytest.mark.parametrize(
    "text",
    [
        "Leggete il contratto PRIMA di firmarlo, è lungo.",
        "▸ ALTRE NOTIZIE. Il bando scade venerdì.",
        "IL NUMERO. Quanto costa una scheda in negozio.",
    ],
)
def test_common_words_in_capitals_are_stressed_and_no_names(text: str) -> None:
    assert names(text) == {}


def test_a_firm_keeps_its_name_beside_a_thing_that_bears_it() -> None:
    text = (
        "Vettora annuncia un round da 45 milioni. Vettora sviluppa Vettora Desk, un assistente per i comuni. "
        "L'app Vettora Desk piace agli enti."
    )
    found = [(m.name, m.kind) for m in find_mentions(text)]
    assert found[:3] == [("Vettora", "organisation"), ("Vettora", "organisation"), ("Vettora Desk", "product")]


@pytest.mark.parametrize("name", ["zFarm Technologies", "iNova Robotics"])
def test_a_name_may_begin_with_a_small_letter_before_a_capital(name: str) -> None:
    assert [m.name for m in find_mentions(f"Tra i clienti c'è {name}, che nel 2024 ha raccolto 36 milioni.")] == [name]


def test_labels_of_a_list_and_units_are_no_names() -> None:
    text = "I numeri:\n- Potenza attiva: 590 MW\n- Headcount: 247\n- Query: 780 milioni\n- Picco: 640 TOPS, 12 TFLOPS"
    assert find_mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Genova, 4 ott. (Askanews) - Brugsen apre un ufficio.", "Genova"),
        ("(Agi) - Bari, 12 maggio - Brugsen apre un ufficio.", "Bari"),
        ("(Il Sole 24 Ore Radiocor) - Trieste - Brugsen apre un ufficio.", "Trieste"),
        ("Ancona (Ansa) – Brugsen apre un ufficio.", "Ancona"),
        ("Castelrotto, 3 gen (LaPresse) - Brugsen apre un ufficio.", "Castelrotto"),
    ],
)
def test_a_dateline_in_small_letters_is_told_by_its_date_or_its_agency(text: str, place: str) -> None:
    assert [m.text for m in find_mentions(text) if m.how == "dateline"] == [place]


def test_a_name_before_a_dash_or_a_ticker_is_no_dateline() -> None:
    for text in (
        "Brugsen – Apre un ufficio a Bari.",
        "Vestrex (VTX) - Apre un ufficio a Bari.",
        "Intel, 3 giu - Apre.",
    ):
        assert all(m.how != "dateline" for m in find_mentions(text)), text


def test_a_version_alone_is_that_of_the_family_named_before() -> None:
    text = "Brugsen presenta Orvexa R7. Si vende anche R7 Mini.\n\n- R7 Maxi: 12 dollari\n- B3 Maxi: 4 dollari"
    assert list(names(text)) == ["Brugsen", "Orvexa R7", "Orvexa R7 Mini", "Orvexa R7 Maxi", "B3 Maxi"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ne è presidente Sara Montrasi, ceo di Brugsen.", "Sara Montrasi"),
        ("Il convegno lo apre il Veltrano Innovation Hub Basilicata.", "Veltrano Innovation Hub Basilicata"),
        ("Arriva il supercomputer Colossus 2 di xAI.", "Colossus 2"),
        ("Salvatore Brugnera lavora da anni con i robot.", "Salvatore Brugnera"),
        ("Energy Velarda assume ingegneri.", "Energy Velarda"),
        ("Comprerà Velarda, la startup di Bari.", "Velarda"),
    ],
)
def test_a_name_takes_the_word_that_only_looks_like_another(text: str, name: str) -> None:
    assert name in [m.name for m in find_mentions(text)]


def test_a_firm_called_twice_by_its_name_is_not_the_longer_one_named_later() -> None:
    text = "Ondalia cresce. Ondalia, società di Bari, assume. La piattaforma si chiama Ondalia Desk. Ondalia ride."
    assert [m.name for m in find_mentions(text) if m.kind != "place"][1:] == ["Ondalia", "Ondalia Desk", "Ondalia"]
    once = find_mentions("Ondalia cresce. Ondalia Systems, società di Bari, assume.")
    assert [m.name for m in once if m.kind != "place"] == ["Ondalia Systems", "Ondalia Systems"]


@pytest.mark.parametrize(
    "text",
    [
        "Uber cresce negli Stati Uniti.\n\nIl caso è quello di Ondalia, la società di San Francisco che vende vini.",
        "Uber cresce negli Stati Uniti.\n\nOndalia raddoppia. La startup di San Francisco vende vini.",
        "Uber cresce negli Stati Uniti.\n\n**Ondalia (3 milioni)**\nVende vini. La startup di San Francisco cresce.",
    ],
)
def test_a_firm_told_by_its_town_is_the_one_just_presented_rather_than_a_known_one(text: str) -> None:
    assert [m.name for m in find_mentions(text) if m.how == "anaphor"] == ["Ondalia"]


def test_a_brand_named_in_passing_is_not_whom_the_next_paragraph_is_about() -> None:
    text = (
        "Ondalia cresce, dice il fondo.\n\nIl centro sta in una ex fabbrica di scarpe Velardo.\n\nLa start-up assume."
    )
    assert [m.name for m in find_mentions(text) if m.how == "anaphor"] == ["Ondalia"]


@pytest.mark.parametrize("line", ["Immagine: Nvidia", "Foto di Elon Musk", "© OpenAI", "Credits: Reuters"])
def test_the_line_of_a_picture_names_nobody_the_article_is_about(line: str) -> None:
    (credited,) = find_mentions(f"Il mercato sale da mesi.\n{line}\nLa spesa è cresciuta ancora.")
    assert credited.how == "byline"


@pytest.mark.parametrize("line", ["Cosa Cambia:", "I Prossimi Passi", "La Spinta Verde"])
def test_a_short_line_in_titled_words_names_nobody(line: str) -> None:
    assert find_mentions(f"Il mercato sale da mesi.\n{line}\n- la spesa è cresciuta ancora") == ()


def test_a_short_line_may_name_what_the_text_names_too() -> None:
    text = "Il gruppo ha scelto Banca Ortensia.\nBanca Ortensia\nIl contratto dura tre anni."
    assert [m.name for m in find_mentions(text) if m.how != "anaphor"] == ["Banca Ortensia", "Banca Ortensia"]


def test_the_editors_mark_before_a_dateline_leaves_a_place_of_writing() -> None:
    (place,) = (m for m in find_mentions("(Red.) - Torino, 9 mar - Sessanta gigawatt in attesa.") if m.kind == "place")
    assert place.how == "dateline"


def test_a_participle_after_a_comma_presents_a_name() -> None:
    assert "Tarbena" in names("Cala la spesa.\nTarbena, lanciata a marzo, piace ai vivai.")


def test_a_verb_with_a_capital_ends_a_name_in_a_titled_line() -> None:
    text = "Verdena AI Raccoglie Altri Fondi per Combattere le Frodi Digitali\nLa startup Verdena AI cresce."
    assert {m.name for m in find_mentions(text) if m.how == "name"} == {"Verdena AI"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Usa almeno un chatbot il 31% degli artigiani.", []),
        ("Usa e Cina riprendono a trattare.", ["United States", "China"]),
        ("USA, la Fed aspetta.", ["United States"]),
        ("In Italia si costruisce.\nPotenza installata: circa 90 MW", ["Italy"]),
    ],
)
def test_a_word_that_opens_a_sentence_may_look_like_a_place(text: str, places: list[str]) -> None:
    assert [m.name for m in find_mentions(text) if m.kind == "place"] == places


def test_an_illness_in_capitals_is_no_organisation() -> None:
    assert [m.name for m in find_mentions("I malati di Sla sono seguiti da Fonaria, una startup di Lecce.")] == [
        "Fonaria",
        "Lecce",
    ]
