package telegram

import (
	"net/http"
	"testing"
	"time"

	"medius/bot"
)

// Every error text of the official server that medius can meet, with what it means.
func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		code int
		text string
		want bot.Verdict
	}{
		{403, "Forbidden: bot was blocked by the user", bot.Gone},
		{403, "Forbidden: user is deactivated", bot.Gone},
		{403, "Forbidden: bot can't initiate conversation with a user", bot.Gone},
		{400, "Bad Request: chat not found", bot.Gone},
		{400, "Bad Request: private chat not found", bot.Gone},
		{400, "Bad Request: PEER_ID_INVALID", bot.Gone},
		{403, "Forbidden: the bot can't send messages to the bot", bot.Gone},
		{403, "Forbidden: bot was kicked from the group chat", bot.Gone},
		{403, "Forbidden: bot was kicked from the supergroup chat", bot.Gone},
		{403, "Forbidden: bot was kicked from the channel chat", bot.Gone},
		{403, "Forbidden: bot is not a member of the group chat", bot.Gone},
		{403, "Forbidden: bot is not a member of the supergroup chat", bot.Gone},
		{403, "Forbidden: bot is not a member of the channel chat", bot.Gone},
		{403, "Forbidden: the group chat was deleted", bot.Gone},
		{400, "Bad Request: group chat was upgraded to a supergroup chat", bot.Resend},
		{400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the " +
			"same as a current content and reply markup of the message", bot.Settled},
		{400, "Bad Request: message to edit not found", bot.Resend},
		{400, "Bad Request: message can't be edited", bot.Resend},
		{400, "Bad Request: MESSAGE_ID_INVALID", bot.Resend},
		{400, "Bad Request: there is no text in the message to edit", bot.Content},
		{400, "Bad Request: message to delete not found", bot.Settled},
		{400, "Bad Request: message can't be deleted", bot.Settled},
		{400, "Bad Request: message can't be deleted for everyone", bot.Settled},
		{400, "Bad Request: message to be replied not found", bot.Content}, // medius never replies
		{400, "Bad Request: query is too old and response timeout expired or query ID is invalid", bot.Settled},
		{400, "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 3", bot.Plain},
		{400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3", bot.Plain},
		{400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 3", bot.Plain},
		{400, "Bad Request: can't parse entities: Can't find end of a URL at byte offset 3", bot.Plain},
		{400, "Bad Request: unsupported parse_mode", bot.Content},
		{400, "Bad Request: message text is empty", bot.Content},
		{400, "Bad Request: text must be non-empty", bot.Content},
		{400, "Bad Request: message is too long", bot.Content},
		{400, "Bad Request: text is too long", bot.Content},
		{400, "Bad Request: message caption is too long", bot.Content},
		{400, "Bad Request: BUTTON_DATA_INVALID", bot.Content},
		{400, "Bad Request: BUTTON_URL_INVALID", bot.Content},
		{400, "Bad Request: reply markup is too long", bot.Content},
		{400, "Bad Request: object expected as reply markup", bot.Content},
		{400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
			bot.Content},
		{400, "Bad Request: wrong file identifier/HTTP URL specified", bot.Content},
		{400, "Bad Request: wrong remote file identifier specified: Wrong character in the string", bot.Content},
		{400, "Bad Request: wrong HTTP URL specified", bot.Content},
		{400, "Bad Request: failed to get HTTP URL content", bot.Content},
		{400, "Bad Request: wrong type of the web page content", bot.Content},
		{400, "Bad Request: can't use the media of the specified type in the album", bot.Content},
		{400, "Bad Request: photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp", bot.Content},
		{400, "Bad Request: file is too big", bot.Content},
		{400, "Bad Request: invalid language code specified", bot.Content},
		{400, "Bad Request: invalid date format used", bot.Plain},
		{400, "Bad Request: something nobody has seen yet", bot.Content},
		{404, "Not Found: method not found", bot.Content},
		{404, "Not Found", bot.Stop},
		{401, "Unauthorized", bot.Stop},
		{401, "Unauthorized: invalid token specified", bot.Stop},
		{421, "Misdirected Request: unallowed token specified", bot.Stop},
		{400, "Logged out", bot.Stop},
		{409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook " +
			"first", bot.Conflict},
		{409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
			bot.Conflict},
		{413, "Request Entity Too Large", bot.Content},
		{429, "Too Many Requests: retry after 5", bot.Wait},
		{500, "Internal Server Error: restart", bot.Retry},
		{502, "Bad Gateway", bot.Retry},
		{502, "status 502 without a Bot API answer", bot.Retry},
	} {
		got := judge(&APIError{Method: "sendMessage", Code: c.code, Text: c.text, Written: true})
		if got.Verdict != c.want {
			t.Errorf("%d %s: %s, want %s", c.code, c.text, got.Verdict, c.want)
		}
		if got.Network {
			t.Errorf("%d %s: taken for a failure of the network", c.code, c.text)
		}
	}
}

// The page of a proxy, or of a network that wants a login first, says nothing about the token or a member.
func TestAPageOfSomebodyElseIsNoVerdict(t *testing.T) {
	for code, want := range map[int]bot.Verdict{
		400: bot.Retry, 401: bot.Retry, 403: bot.Retry, 404: bot.Retry, 409: bot.Retry, 429: bot.Wait, 502: bot.Retry,
	} {
		client, _ := serve(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) {
			w.WriteHeader(code)
			_, _ = w.Write([]byte("<html>Please log in</html>"))
		})
		err := client.call(t.Context(), "sendMessage", nil, nil)
		if got := judge(err); got.Verdict != want {
			t.Errorf("%d: %s, want %s", code, got.Verdict, want)
		}
	}
}

// Without an answer it matters whether the request was written.
func TestVerdictsWithoutAnswer(t *testing.T) {
	for written, want := range map[bool]bot.Verdict{true: bot.Unknown, false: bot.Retry} {
		got := judge(&APIError{Method: "sendMessage", Text: "connection reset by peer", Written: written})
		if got.Verdict != want || !got.Network {
			t.Errorf("written %v: %+v, want %s", written, got, want)
		}
	}
}

// A flood wait is taken from the server to the second; only where it gives none, a second is assumed.
func TestFloodWaitIsKept(t *testing.T) {
	for after, want := range map[time.Duration]time.Duration{0: time.Second, 7 * time.Second: 7 * time.Second,
		24 * time.Hour: 24 * time.Hour} {
		if got := judge(&APIError{Code: 429, RetryAfter: after}).After; got != want {
			t.Errorf("wait %v, want %v", got, want)
		}
	}
}

// Only an edit is sent anew when its target is lost.
func TestLostTargets(t *testing.T) {
	lost := &APIError{Code: 400, Text: "Bad Request: message to edit not found"}
	for kind, want := range map[bot.OutKind]bot.Verdict{bot.OutEdit: bot.Resend, bot.OutChoose: bot.Settled,
		bot.OutDelete: bot.Settled, bot.OutSend: bot.Content} {
		if got := refused(lost, bot.Outgoing{Kind: kind}).Verdict; got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
	moved := &APIError{Code: 400, Text: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: -1007}
	if got := refused(moved, bot.Outgoing{Kind: bot.OutSend}); got.Verdict != bot.Resend || got.Moved != -1007 {
		t.Errorf("moved group: %+v", got)
	}
}
