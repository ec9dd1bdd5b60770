package telegramtest

import (
	"fmt"
	"strings"
	"testing"
)

// show writes entities in one line.
func show(f formatted) string {
	var list []string
	for _, e := range f.entities {
		item := fmt.Sprintf("%s@%d+%d", e.Type, e.Offset, e.Length)
		for _, more := range []string{e.URL, e.Language, e.Format, e.Emoji} {
			if more != "" {
				item += "=" + more
			}
		}
		list = append(list, item)
	}
	return strings.TrimSpace(f.plain + " | " + strings.Join(list, " "))
}

// HTML becomes plain text and entities with offsets in UTF-16 units.
func TestS3HTML(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "plain", "plain |"},
		{"bold", "a <b>b</b> c", "a b c | bold@2+1"},
		{"all the simple ones", "<b>b</b><i>i</i><u>u</u><s>s</s><code>c</code><tg-spoiler>h</tg-spoiler>",
			"biusch | bold@0+1 italic@1+1 underline@2+1 strikethrough@3+1 code@4+1 spoiler@5+1"},
		{"other names", "<strong>b</strong><em>i</em><ins>u</ins><del>s</del><strike>s</strike><span class=\"tg-spoiler\">h</span>",
			"biussh | bold@0+1 italic@1+1 underline@2+1 strikethrough@3+1 strikethrough@4+1 spoiler@5+1"},
		{"nested", "<b>a<i>b</i></b>", "ab | bold@0+2 italic@1+1"},
		{"wide characters", "😀<b>ä</b>", "😀ä | bold@2+1"},
		{"references", "&lt;b&gt; &amp; &quot;x&quot; &#228; &#x1F600; &nbsp; & a", "<b> & \"x\" ä 😀 &nbsp; & a |"},
		{"link", `<a href="https://example.org/a?b=1&amp;c=2">x</a>`, "x | text_link@0+1=https://example.org/a?b=1&c=2"},
		{"link to a domain", `<a href="example.org">x</a>`, "x | text_link@0+1=http://example.org/"},
		{"link to nowhere is dropped", `<a href="nowhere">x</a>`, "x |"},
		{"mention", `<a href="tg://user?id=7">x</a>`, "x | text_mention@0+1"},
		{"pre", "<pre>x</pre>", "x | pre@0+1"},
		{"pre with language", `<pre><code class="language-go">x</code></pre>`, "x | pre@0+1=go"},
		{"quotation", "<blockquote>x</blockquote>", "x | blockquote@0+1"},
		{"folded quotation", "<blockquote expandable>x</blockquote>", "x | expandable_blockquote@0+1"},
		{"time", `<tg-time unix="1700000000" format="wDt">soon</tg-time>`, "soon | date_time@0+4=wDt"},
		{"relative time", `<tg-time unix="1700000000" format="r">soon</tg-time>`, "soon | date_time@0+4=r"},
		{"emoji", `<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>`, "👍 | custom_emoji@0+2=5368324170671202286"},
		{"empty tags vanish", "a<b></b>", "a |"},
		{"blanks at the ends are cut", " \n<b> a </b> ", "a | bold@0+1"},
		{"tags in capitals", "<B>a</B>", "a | bold@0+1"},
		{"unquoted attribute", "<a href=example.org>x</a>", "x | text_link@0+1=http://example.org/"},
		{"short end tag", "<b>a</>", "a | bold@0+1"},
		{"carriage returns vanish", "a\r\nb", "a\nb |"},
	} {
		got, f := parseText(c.text, "HTML", "")
		if f != nil {
			t.Errorf("%s: got %q", c.name, f.text)
		} else if show(got) != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, show(got), c.want)
		}
	}
}

// Broken HTML is refused in Telegram's words, with the byte where the tag begins.
func TestS3HTMLErrors(t *testing.T) {
	for text, want := range map[string]string{
		"ä<b":                         "Unclosed start tag at byte offset 2",
		"a <":                         "Unclosed start tag at byte offset 2",
		"pain < 3 today":              `Unsupported start tag "" at byte offset 5`,
		"<p>a</p>":                    `Unsupported start tag "p" at byte offset 0`,
		"a</b>":                       "Unexpected end tag at byte offset 1",
		"<b>a":                        `Can't find end tag corresponding to start tag "b"`,
		"<b>a</i>":                    `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
		"<b>a</b":                     "Unclosed end tag at byte offset 4",
		`<a href="x`:                  "Unclosed start tag at byte offset 0",
		`<a href`:                     `Unclosed start tag "a" at byte offset 0`,
		`<a ="x">a</a>`:               `Empty attribute name in the tag "a" at byte offset 0`,
		`<a href=x/>a</a>`:            "Unexpected end of name token at byte offset 8",
		"<span>a</span>":              `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		`<tg-emoji emoji-id="x">a</>`: "Invalid custom emoji identifier specified",
	} {
		_, f := parseText(text, "html", "")
		if f == nil || f.text != "Bad Request: can't parse entities: "+want {
			t.Errorf("%s:\n got %+v\nwant %s", text, f, want)
		}
	}
	for _, format := range []string{"x", "rt", "tT", "dD", "ww", "wDtd"} {
		_, f := parseText(`<tg-time unix="1700000000" format="`+format+`">a</tg-time>`, "HTML", "")
		if f == nil || f.text != "Bad Request: invalid date format used" {
			t.Errorf("format %q: got %+v", format, f)
		}
	}
}

// MarkdownV2 becomes the same entities.
func TestS3Markdown(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"simple ones", "*b* _i_ __u__ ~s~ ||h|| `c`",
			"b i u s h c | bold@0+1 italic@2+1 underline@4+1 strikethrough@6+1 spoiler@8+1 code@10+1"},
		{"nested", "*a _b_ c*", "a b c | bold@0+5 italic@2+1"},
		{"escapes", `\*a\* 1\.5 \- \\`, `*a* 1.5 - \ |`},
		{"link", "[x](https://example.org/a\\)b)", "x | text_link@0+1=https://example.org/a)b"},
		{"code block", "```go\nx := 1\n```", "x := 1 | pre@0+6=go"},
		{"quotation", ">a\n>b\nc", "a\nb\nc | blockquote@0+3"},
		{"folded quotation", ">a\n>b||\nc", "a\nb\nc | expandable_blockquote@0+3"},
		{"time", "![soon](tg://time?unix=1700000000&format=t)", "soon | date_time@0+4=t"},
		{"wide characters", "😀*ä*", "😀ä | bold@2+1"},
	} {
		got, f := parseText(c.text, "MarkdownV2", "")
		if f != nil {
			t.Errorf("%s: got %q", c.name, f.text)
		} else if show(got) != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, show(got), c.want)
		}
	}
	for text, want := range map[string]string{
		"ä*b":       "Can't find end of Bold entity at byte offset 2",
		"a_b":       "Can't find end of Italic entity at byte offset 1",
		"1.5":       `Character '.' is reserved and must be escaped with the preceding '\'`,
		"a|b":       `Character '|' is reserved and must be escaped with the preceding '\'`,
		"[x](http:": "Can't find end of a URL at byte offset 4",
	} {
		_, f := parseText(text, "markdownv2", "")
		if f == nil || f.text != "Bad Request: can't parse entities: "+want {
			t.Errorf("%s:\n got %+v\nwant %s", text, f, want)
		}
	}
}

// The frozen Markdown still works, with its own error text.
func TestS3OldMarkdown(t *testing.T) {
	got, f := parseText("*b* _i_ `c` [x](example.org) \\_", "Markdown", "")
	if want := "b i c x _ | bold@0+1 italic@2+1 code@4+1 text_link@6+1=http://example.org/"; f != nil || show(got) != want {
		t.Errorf("got %s, %+v; want %s", show(got), f, want)
	}
	_, f = parseText("snake_case", "Markdown", "")
	if f == nil || f.text != "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 5" {
		t.Errorf("got %+v", f)
	}
	if _, f = parseText("a", "Markup", ""); f == nil || f.text != "Bad Request: unsupported parse_mode" {
		t.Errorf("got %+v", f)
	}
}

// Entities may be given instead of a parse mode; only the first 100 count.
func TestS3Entities(t *testing.T) {
	got, f := parseText("a bc", "", `[{"type":"bold","offset":2,"length":2}]`)
	if f != nil || show(got) != "a bc | bold@2+2" {
		t.Errorf("got %s, %+v", show(got), f)
	}
	if _, f := parseText("a", "", `[{"type":"bold","offset":0,"length":2}]`); f == nil {
		t.Error("an entity beyond the text was taken")
	}
	got, _ = parseText(strings.Repeat("<b>a</b>.", 150), "HTML", "")
	if len(got.entities) != 100 {
		t.Errorf("got %d entities, want 100", len(got.entities))
	}
}

// What a person sees as HTML is what was sent, and nothing else gets through.
func TestHTMLRoundTrip(t *testing.T) {
	for _, text := range []string{
		"<b>a<i>b</i></b> &lt;script&gt; &amp; c",
		`<a href="https://example.org/?a=1&amp;b=2">x</a>`,
		"<blockquote expandable>x\ny</blockquote>",
		`<pre><code class="language-go">x</code></pre>`,
		`<tg-time unix="1700000000" format="wDt">soon</tg-time>`,
		"<tg-spoiler>😀</tg-spoiler> ä",
	} {
		parsed, f := parseText(text, "HTML", "")
		if f != nil || parsed.html() != text {
			t.Errorf("got %s, %+v; want %s", parsed.html(), f, text)
		}
	}
	if got := (formatted{plain: `<b>"a" & b</b>`}).html(); strings.ContainsAny(got, "<>\"") {
		t.Errorf("got %s, want everything escaped", got)
	}
}

// The parsers survive any text: an error or entities inside the text.
func FuzzParsers(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "*a* [x](y)", "<a href='", "&#x;", "```go\n", "![a](tg://time?", ">a||", "\\", "<", "<tg-time"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, mode := range []string{"HTML", "MarkdownV2", "Markdown", ""} {
			got, fail := parseText(text, mode, "")
			if fail != nil {
				continue
			}
			total := units(got.plain)
			for _, e := range got.entities {
				if e.Offset < 0 || e.Length <= 0 || e.end() > total {
					t.Errorf("%s of %q: entity %+v outside of %d units", mode, text, e, total)
				}
			}
			_ = got.html()
		}
	})
}
