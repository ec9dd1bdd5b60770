package telegram

import (
	"cmp"
	"errors"
	"strings"
	"time"

	"medius/bot"
)

// rule says what an error means, by its code and a fragment of its text, in lower case.
type rule struct {
	code     int
	fragment string
	verdict  bot.Verdict
}

// rules are read from the top, the first match wins. The texts are those of the official Bot API server. A tap, an edit
// and a deletion that are no longer possible are settled: what they were to change is out of sight.
var rules = []rule{
	{400, "message is not modified", bot.Settled},
	{400, "message to edit not found", bot.Resend},
	{400, "message can't be edited", bot.Resend},
	{400, "message_id_invalid", bot.Resend},
	{400, "group chat was upgraded", bot.Resend},
	{400, "message to delete not found", bot.Settled},
	{400, "message can't be deleted", bot.Settled},
	{400, "query is too old", bot.Settled},
	{400, "query id is invalid", bot.Settled},
	{400, "chat not found", bot.Gone},
	{400, "peer_id_invalid", bot.Gone},
	{400, "can't parse entities", bot.Plain},
	{400, "invalid date format used", bot.Plain},
	{400, "logged out", bot.Stop},
	{401, "", bot.Stop},
	{403, "", bot.Gone},
	{404, "method not found", bot.Content},
	{404, "", bot.Stop},
	{409, "", bot.Conflict},
	{421, "", bot.Stop},
	{429, "", bot.Wait},
}

// judge finds out what an error of a call means. What is unknown among the server's refusals is our mistake, and
// what is unknown among its troubles passes.
func judge(err error) *bot.Refusal {
	var e *APIError
	if !errors.As(err, &e) {
		return bot.Judge(err)
	}
	r := &bot.Refusal{Verdict: verdict(e), Moved: e.MigrateTo, Reason: e.Error()}
	switch r.Verdict {
	case bot.Wait:
		r.After = cmp.Or(e.RetryAfter, time.Second)
	case bot.Retry, bot.Unknown:
		r.Network = e.Code == 0
	}
	return r
}

func verdict(e *APIError) bot.Verdict {
	if e.Foreign && e.Code >= 400 && e.Code < 500 && e.Code != 429 { // it knows nothing of tokens and members
		return bot.Retry
	}
	text := strings.ToLower(e.Text)
	for _, r := range rules {
		if r.code == e.Code && strings.Contains(text, r.fragment) {
			return r.verdict
		}
	}
	switch {
	case e.Code >= 500, e.Code > 0 && e.Code < 400: // it says no, and not why
		return bot.Retry
	case e.Code > 0:
		return bot.Content
	case e.Written:
		return bot.Unknown
	}
	return bot.Retry
}
