package bot

import (
	"context"
	"errors"
	"fmt"

	"medius/coach/dialog"
)

// OutPaper says which paper a letter brings, in words only: what it shows is looked up when it is delivered, for the
// member whose chat it goes to. Nothing of it is kept.
type OutPaper struct {
	Kind     string `json:"k"`           // one of dialog's kinds of paper
	Days     int    `json:"d,omitempty"` // the last so many days; 0: since the start
	Side     string `json:"s,omitempty"` // charts of one side: left or right
	Dark     bool   `json:"n,omitempty"` // charts: for a dark screen
	Date     string `json:"t"`           // the last day shown, YYYY-MM-DD
	Language string `json:"l"`
	Of       int64  `json:"o,omitempty"` // the account whose course it is, for a physiotherapist; 0: the member's own
	// Missing stands below the words, or in their place, when the paper cannot be made. HTML.
	Missing string `json:"m,omitempty"`
}

// Press makes the papers. Print gives a Photo or a Document that is ready: its Data does not wait. The words of the
// member's course are its business alone; its errors name none. Somebody else's course is printed only while they grant the
// member a seat: what was allowed when the letter was written need not be any more.
type Press interface {
	Print(ctx context.Context, member int64, p OutPaper) (File, error)
}

// isFile tells a paper that is a document from one that is looked at in the chat.
func isFile(k dialog.PaperKind) bool { return k == dialog.PaperReport || k == dialog.PaperExport }

var errPaperEdits = errors.New("a paper comes with a new message: it cannot take another's place")

// paper puts a paper into its letter. A document that may have arrived is not sent again by itself: it is large, and the
// member has a button for it.
func (p *composer) paper(msg dialog.Message, out *Outgoing) (repeat bool) {
	if msg.Edits != "" || msg.Picture != nil {
		p.fail(fmt.Errorf("paper %s: %w", msg.Paper.Kind, errPaperEdits))
	}
	missing, err := Render(p.Speak, p.lang, dialog.Phrase{Key: "paper.missing"})
	if err != nil {
		p.fail(err)
	}
	w := msg.Paper
	out.Paper = &OutPaper{
		Kind: string(w.Kind), Days: w.Days, Side: string(w.Side), Dark: w.Dark, Date: string(w.Date), Language: p.lang, Of: w.Of, Missing: missing,
	}
	return !isFile(w.Kind)
}

// withoutPaper is the words alone, with a word about what is missing.
func (o Outgoing) withoutPaper() Outgoing {
	if o.Paper == nil {
		return o
	}
	missing := o.Paper.Missing
	if o.Plain {
		missing = unmarked(missing)
	}
	if o.Text != "" && missing != "" {
		o.Text += "\n\n"
	}
	o.Text += missing
	o.Paper = nil
	return o
}
