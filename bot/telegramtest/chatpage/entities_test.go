package chatpage

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// A text becomes elements and nothing but the elements its entities ask for; offsets count UTF-16 units.
func TestTextBecomesElements(t *testing.T) {
	d := startDemo(t, quiet())
	b := openBrowser(t)
	b.do(chromedp.Navigate(d.url))
	b.do(chromedp.Evaluate[chromedp.Void](`import("/js/entities.js").then((x) => { window.html = (text, entities) => {
		const node = document.createElement("p"); node.append(...x.rich(text, entities)); return node.innerHTML } })`, chromedp.EvalAwaitPromise))
	tests := []struct{ name, call, want string }{
		{"plain words", `html("a < b & c", [])`, `a &lt; b &amp; c`},
		{"markup in the words stays words", `html("<img src=x onerror=alert(1)>", [])`, `&lt;img src=x onerror=alert(1)&gt;`},
		{"bold after a sign of two units", `html("🙂 yes", [{type: "bold", offset: 3, length: 3}])`, `🙂 <strong>yes</strong>`},
		{"one inside the other", `html("abcd", [{type: "italic", offset: 1, length: 2}, {type: "bold", offset: 0, length: 4}])`, `<strong>a<em>bc</em>d</strong>`},
		{"the same span twice", `html("ab", [{type: "bold", offset: 0, length: 2}, {type: "italic", offset: 0, length: 2}])`, `<strong><em>ab</em></strong>`},
		{"one reaching over the other's end", `html("abcd", [{type: "bold", offset: 0, length: 2}, {type: "italic", offset: 1, length: 3}])`, `<strong>a<em>b</em></strong>cd`},
		{"one reaching over the text's end", `html("ab", [{type: "bold", offset: 1, length: 9}])`, `ab`},
		{"a quote takes the line breaks around it", `html("a\nb\nc", [{type: "blockquote", offset: 2, length: 1}])`, `a<blockquote>b</blockquote>c`},
		{"a link", `html("x", [{type: "text_link", offset: 0, length: 1, url: "https://example.org/"}])`,
			`<a href="https://example.org/" target="_blank" rel="noopener noreferrer">x</a>`},
		{"a link that would run", `html("x", [{type: "text_link", offset: 0, length: 1, url: "javascript:alert(1)"}])`, `<span class="entity">x</span>`},
		{"a command nobody marked up", `html("try /today.", [])`, `try <button type="button" class="inline-link">/today</button>.`},
		{"an address nobody marked up", `html("at https://example.org/a?b=1.", [])`,
			`at <a href="https://example.org/a?b=1" target="_blank" rel="noopener noreferrer">https://example.org/a?b=1</a>.`},
		{"a path is no command", `html("see /etc/hosts and 1/2", [])`, `see /etc/hosts and 1/2`},
		{"a command inside code stays code", `html("/a", [{type: "code", offset: 0, length: 2}])`, `<code>/a</code>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := value[string](b, test.call); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
