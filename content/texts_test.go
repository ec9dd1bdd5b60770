package content

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// longest is a text's length in characters; Telegram takes 4,096, and blanks need room.
const longest = 3000

// eachForm calls f for every form of every text of a language.
func (l *Library) eachForm(lang string, f func(key, text string)) {
	for _, key := range l.Keys(lang) {
		p := l.texts[lang][key]
		if !p.plural() {
			f(key, p.text)
		}
		for _, form := range slices.Sorted(maps.Keys(p.forms)) {
			f(key, p.forms[form])
		}
	}
}

// Every language that stands in the files is complete: the same keys, the same blanks.
func TestLanguagesSayTheSameThings(t *testing.T) {
	l := shipped(t)
	for lang := range l.texts {
		for _, gap := range l.Gaps(lang) {
			t.Errorf("%s: %s", lang, gap)
		}
	}
}

// Every text can be sent as it is: Telegram's HTML, clean and short enough.
func TestTextsAreCleanTelegramHTML(t *testing.T) {
	l := shipped(t)
	for lang := range l.texts {
		l.eachForm(lang, func(key, text string) {
			if err := untidy(text); err != nil {
				t.Errorf("%s %s: %v", lang, key, err)
			}
			if err := wrongHTML(text); err != nil {
				t.Errorf("%s %s: %v", lang, key, err)
			}
		})
	}
}

// The texts keep the product's voice.
func TestTextsKeepTheVoice(t *testing.T) {
	l := shipped(t)
	for lang := range l.texts {
		l.eachForm(lang, func(key, text string) {
			if said := offVoice(lang, text); said != "" {
				t.Errorf("%s %s: the coach never says %q: %s", lang, key, said, text)
			}
		})
	}
}

func untidy(text string) error {
	switch {
	case utf8.RuneCountInString(text) > longest:
		return fmt.Errorf("%d characters, at most %d", utf8.RuneCountInString(text), longest)
	case strings.ContainsRune(text, '\t'):
		return fmt.Errorf("a tab")
	case text != strings.TrimSpace(text):
		return fmt.Errorf("blanks around it")
	case regexp.MustCompile(`[ \x{a0}]\n`).MatchString(text):
		return fmt.Errorf("trailing blanks")
	case strings.Contains(text, "  "):
		return fmt.Errorf("two blanks in a row")
	case strings.Contains(text, "\n\n\n"):
		return fmt.Errorf("two empty lines in a row")
	case !utf8.ValidString(text) || strings.ContainsAny(text, "\u200b\u200e\u200f\ufeff\r"):
		return fmt.Errorf("an invisible character")
	}
	return nil
}

var (
	tagShape = regexp.MustCompile(`^<(/?)(b|i|u|s|code|pre|tg-spoiler|blockquote|a)( expandable| href="https?://[^"{}<>]+")?>`)
	entity   = regexp.MustCompile(`^&(lt|gt|amp|quot);`)
)

// wrongHTML checks the subset of HTML that Telegram understands and medius uses: tags closed in order, quotes not
// nested, nothing that would have to be escaped.
func wrongHTML(text string) error {
	var open []string
	for at := 0; at < len(text); at++ {
		rest := text[at:]
		switch rest[0] {
		case '&':
			if !entity.MatchString(rest) {
				return fmt.Errorf("a bare & before %q", clip(rest))
			}
		case '>':
			return fmt.Errorf("a bare > before %q", clip(rest))
		case '<':
			tag := tagShape.FindStringSubmatch(rest)
			if tag == nil {
				return fmt.Errorf("no tag of ours: %q", clip(rest))
			}
			closing, name, attribute := tag[1] != "", tag[2], tag[3]
			switch {
			case closing && (len(open) == 0 || open[len(open)-1] != name):
				return fmt.Errorf("</%s> closes nothing", name)
			case closing:
				open = open[:len(open)-1]
			case slices.Contains(open, name):
				return fmt.Errorf("<%s> in <%s>", name, name)
			default:
				open = append(open, name)
			}
			link := strings.HasPrefix(attribute, " href")
			if !closing && (name == "a") != link || attribute != "" && (closing || !link && name != "blockquote") {
				return fmt.Errorf("the attribute of %q", tag[0])
			}
			at += len(tag[0]) - 1
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("<%s> is not closed", open[len(open)-1])
	}
	return nil
}

// never are the words the coach never says, by language; what is meant stands in the tests below. A new language brings
// its own.
var never = map[string][]*regexp.Regexp{"en": {
	regexp.MustCompile(`(?i)degenerat|worn[ -]?out|wear and tear|\btorn\b`),
	regexp.MustCompile(`(?i)no pain,? no gain|push(ing)? through|(don'?t|never) give up|no excuses|power through`),
	regexp.MustCompile(`(?i)clinically|scientifically proven|\bcur(e|es|ed)\b|guarantee|pain-free (in|within|by)`),
	regexp.MustCompile(`(?i)\bfail(ed|ure|ing)?\b|you('ve| have)? (forgot|forgotten|missed|skipped|neglected)|don'?t forget`),
	regexp.MustCompile(`(?i)you should have|your (missed|skipped)|streak|\blazy\b|disappoint|days? (lost|wasted)`),
	regexp.MustCompile(`(?i)\bit('| i)s (all )?(fine|nothing)\b|nothing serious|nothing to worry|(can|may) (safely )?ignore`),
	regexp.MustCompile(`(?i)you (probably )?(have|suffer from) (an? )?(gluteal|tendin|bursit|tear|arthr|fractur)`),
	regexp.MustCompile(`(?i)ibuprofen|paracetamol|acetaminophen|diclofenac|naproxen|aspirin|\d ?mg\b`),
	regexp.MustCompile(`(?i)body weight|overweight|lose weight|send (me )?a (photo|picture)`),
	regexp.MustCompile(`!!|(?i)\bhurry\b.*!|last chance|act now`),
}, "de": {
	regexp.MustCompile(`(?i)degenerat|degenerier|abgenutzt|verschlei(ß|ss)|verschlissen|gerissen|\banriss`),
	regexp.MustCompile(`(?i)kein schmerz,? kein(e)? (gewinn|erfolg)|zähne zusammen|durchbei(ß|ss)|(gib|geb) nicht auf|keine ausrede|durchhalten|reiß dich`),
	regexp.MustCompile(`(?i)\bheil(t|en|e|ung|bar)?\b|klinisch|wissenschaftlich (bewiesen|erwiesen)|garantier|verspr(e|i)ch|schmerzfrei (in|bis)`),
	regexp.MustCompile(`(?i)versag|gescheitert|(du|hast) .{0,30}(vergessen|versäumt|verpasst|vernachlässigt)|vergiss nicht`),
	regexp.MustCompile(`(?i)du hättest|deine (verpasst|versäumt|ausgelassen)|\bserie\b|\bfaul\b|enttäusch|(tage?n?|zeit) (verloren|verschwendet)|verlorene tage`),
	regexp.MustCompile(`(?i)alles in ordnung|nichts ernstes|nicht schlimm|nichts schlimmes|harmlos|keine sorge|kannst du (ruhig )?ignorieren`),
	regexp.MustCompile(`(?i)du (hast|leidest an) (wohl |wahrscheinlich )?(ein(e|en)? )?(gluteal|tendin|bursit|schleimbeutel|arthr|fraktur|riss)`),
	regexp.MustCompile(`(?i)ibuprofen|paracetamol|diclofenac|naproxen|aspirin|voltaren|\d ?mg\b`),
	regexp.MustCompile(`(?i)übergewicht|körpergewicht|(schick|sende) (mir )?(ein )?(foto|bild)`),
	regexp.MustCompile(`!!|(?i)\bschnell\b.*!|letzte chance|jetzt handeln`),
}}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// offVoice gives what the coach should not have said, "" when there is nothing.
func offVoice(lang, text string) string {
	plain := strings.NewReplacer("’", "'", "\n", " ", "&amp;", "&").Replace(anyTag.ReplaceAllString(text, ""))
	for _, words := range never[lang] {
		if said := words.FindString(plain); said != "" {
			return said
		}
	}
	return ""
}

// A guard that cannot fail is none.
func TestVoiceGuardHears(t *testing.T) {
	for _, text := range []string{
		"A degenerating tendon.", "It is worn out.", "It may be torn.", "No pain, no gain.", "Push through it!", "Don’t give up.",
		"A clinically proven plan.", "This cures it.", "The cure.", "You failed.", "You forgot yesterday.", "You have missed a day.",
		"Don't forget!", "Your streak ended.", "It <b>is</b> fine.", "Nothing serious.", "You can ignore that.",
		"You have gluteal tendinopathy.", "Take 400 mg.", "Ibuprofen helps.", "Send me a photo.", "Two days lost.", "Go!!",
	} {
		if offVoice("en", text) == "" {
			t.Errorf("not heard: %q", text)
		}
	}
	for _, text := range []string{
		"One missed day does not undo a habit.", "I have not heard from you.", "It hurts and is fine by morning.",
		"A scan that shows wear does not decide how you will feel.", "I can forget everything about you.",
	} {
		if said := offVoice("en", text); said != "" {
			t.Errorf("heard %q in %q", said, text)
		}
	}
}

// The German guard hears the same, and lets pass what only sounds alike.
func TestGermanVoiceGuardHears(t *testing.T) {
	for _, text := range []string{
		"Die Sehne degeneriert.", "Sie ist abgenutzt.", "Das ist Verschleiß.", "Sie ist gerissen.", "Kein Schmerz, kein Gewinn.",
		"Zähne zusammenbeißen!", "Gib nicht auf.", "Das heilt.", "Die Heilung kommt.", "Klinisch geprüft.", "Ich verspreche es.",
		"Du hast versagt.", "Du hast gestern die Übung vergessen.", "Vergiss nicht.", "Du hättest üben sollen.", "Deine Serie endet.",
		"Es ist <b>alles</b> in Ordnung.", "Nichts Ernstes.", "Das kannst du ignorieren.", "Du hast eine Gluteal-Tendinopathie.",
		"Nimm 400 mg.", "Ibuprofen hilft.", "Schick mir ein Foto.", "Zwei Tage verloren.", "Los!!",
	} {
		if offVoice("de", text) == "" {
			t.Errorf("not heard: %q", text)
		}
	}
	for _, text := range []string{
		"In Ordnung, diesmal nicht.", "Ich habe nichts von dir gehört.", "Es tut weh und ist bis zum Morgen weg.",
		"Ein Schritt in der Reihe der Übungen.", "Ich kann alles über dich vergessen.", "Du hast es gespürt.",
	} {
		if said := offVoice("de", text); said != "" {
			t.Errorf("heard %q in %q", said, text)
		}
	}
	for _, lang := range shipped(t).Languages() {
		if len(never[lang]) == 0 {
			t.Errorf("%s has no guard", lang)
		}
	}
}

func TestHTMLGuardSees(t *testing.T) {
	for _, text := range []string{
		"a < b", "a > b", "a & b", "<b>x", "x</b>", "<b><i>x</b></i>", "<b>a<b>b</b></b>", "<p>x</p>", "<br>", "<B>x</B>",
		"<b expandable>x</b>", "<a>x</a>", `<a href="{link}">x</a>`, "<blockquote>a<blockquote>b</blockquote></blockquote>", "&nbsp;",
	} {
		if wrongHTML(text) == nil {
			t.Errorf("not seen: %q", text)
		}
	}
	for _, text := range []string{
		"<b>a <i>{b}</i></b>", "<blockquote expandable>a &lt; b</blockquote>", `<a href="https://example.org/a?b=1">x</a>`,
	} {
		if err := wrongHTML(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"a\tb", " a", "a ", "a \nb", "a  b", "a\n\n\nb", "a\u200bb", strings.Repeat("x", longest+1)} {
		if untidy(text) == nil {
			t.Errorf("untidy, not seen: %q", clip(text))
		}
	}
}
