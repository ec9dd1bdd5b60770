// Package telegram is the only place that knows the Telegram Bot API: it polls updates into the inbox, translates them
// into events, sends letters, and registers commands.
//
// The library underneath is used through one seam (seam.go) that adds what it lacks: contexts, typed errors, and a
// token that never shows up in an error.
package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"medius/bot"
)

// PublicService is the endpoint used when none is named.
const PublicService = "https://api.telegram.org"

const (
	callPatience   = 20 * time.Second // for an ordinary call
	pollPatience   = 70 * time.Second // for a long poll, which the server ends after 50 s
	uploadPatience = 60 * time.Second // for a call with a file
)

// Client speaks with one Bot API server for one bot.
type Client struct {
	// Gallery makes the pictures of letters; nil: letters arrive without them. Files remembers what was uploaded.
	Gallery bot.Gallery
	Files   Files
	// Press makes the papers of letters; nil: letters arrive without them.
	Press bot.Press
	// Polled is told after every poll what was wrong with it, nil for nothing, and within what time it will be told again;
	// nil: nobody wants to know.
	Polled func(refusal *bot.Refusal, within time.Duration)

	api     tgbotapi.BotAPI   // never called itself: what it does is done by a copy bound to its context
	wire    http.RoundTripper // no http.Client: a redirect would carry the token to another address
	log     *slog.Logger
	uploads uploads
	latest  atomic.Pointer[stamp]
}

// tokenShape is what BotFather gives out: the bot's id, a colon, 35 characters; some distance is allowed.
var tokenShape = regexp.MustCompile(`^[1-9][0-9]{0,18}:[A-Za-z0-9_-]{20,60}$`)

var errToken = errors.New("the bot token has the wrong shape: it is digits, a colon and letters, as BotFather gives it")

// CheckToken tells whether a token could be one, without asking anybody. The error does not quote it.
func CheckToken(token string) error {
	if !tokenShape.MatchString(token) {
		return errToken
	}
	return nil
}

// Dial prepares a client; it does not touch the network. endpoint is the address of a Bot API server such as
// "http://127.0.0.1:8081", "" for the public service. through carries the requests, nil for an ordinary transport that
// takes its proxy from the environment. Errors never quote the token.
func Dial(token, endpoint string, through http.RoundTripper, log *slog.Logger) (*Client, error) {
	if err := CheckToken(token); err != nil {
		return nil, err
	}
	base := cmp.Or(strings.TrimRight(endpoint, "/"), PublicService)
	if err := CheckEndpoint(base); err != nil {
		return nil, err
	}
	if through == nil {
		through = transport()
	}
	c := &Client{
		api:     tgbotapi.BotAPI{Token: token},
		wire:    through,
		log:     log,
		uploads: newUploads(),
	}
	c.api.SetAPIEndpoint(base + "/bot%s/%s")
	return c, nil
}

// CheckEndpoint refuses what could not become part of an address: the library would print it together with the token. The error
// does not quote it.
func CheckEndpoint(endpoint string) error {
	u, err := url.Parse(endpoint)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return errors.New("an address such as http://127.0.0.1:8081 is wanted")
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(endpoint, "%"):
		return errors.New("an address such as http://127.0.0.1:8081 is wanted, without a name, a password, %, or anything after ? or #")
	}
	if n, err := strconv.ParseUint(u.Port(), 10, 16); u.Port() != "" && (err != nil || n == 0) {
		return errors.New("the port has to be a number from 1 to 65535, as in http://127.0.0.1:8081")
	}
	return nil
}

// id is the bot's number, the public half of its token.
func (c *Client) id() string {
	id, _, _ := strings.Cut(c.api.Token, ":")
	return id
}

// call makes one call and decodes its result into into, unless that is nil. Its errors are *APIError.
func (c *Client) call(ctx context.Context, method string, params tgbotapi.Params, into any) error {
	result, err := c.ask(ctx, method, params)
	if err != nil || into == nil {
		return err
	}
	return decode(method, result, into)
}

// ask makes one call and gives its result as it came. Its errors are *APIError.
func (c *Client) ask(ctx context.Context, method string, params tgbotapi.Params) (json.RawMessage, error) {
	patience := callPatience
	if method == "getUpdates" {
		patience = pollPatience
	}
	return c.carry(ctx, method, patience, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		return api.MakeRequest(method, params)
	})
}

// carry gives the library a context for one request, and gives the result as it came. Its errors are *APIError.
func (c *Client) carry(ctx context.Context, method string, patience time.Duration,
	request func(*tgbotapi.BotAPI) (*tgbotapi.APIResponse, error),
) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	api, s := c.api, c.seam(ctx, method)
	api.Client = s
	if _, err := request(&api); err != nil {
		return nil, c.typed(method, err)
	}
	c.noteDate(s.date)
	return s.result, nil
}

func decode(method string, result json.RawMessage, into any) error {
	if json.Unmarshal(result, into) != nil {
		return &APIError{Method: method, Text: "the result has an unknown form", Written: true}
	}
	return nil
}

// typed makes sure that nothing but an *APIError leaves this package; the seam gives no other, but the library might.
func (c *Client) typed(method string, err error) error {
	var known *APIError
	if errors.As(err, &known) {
		return known
	}
	return &APIError{Method: method, Text: strings.ReplaceAll(err.Error(), c.api.Token, "(token)"), Written: true}
}

// insist makes a call again and again until it succeeds, the token proves invalid, or the server says that the call
// itself is wrong.
func (c *Client) insist(ctx context.Context, method string, params tgbotapi.Params, into any) error {
	for try := 0; ; try++ {
		err := c.call(ctx, method, params, into)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		refusal := judge(err)
		wait := backoff(try)
		switch refusal.Verdict {
		case bot.Wait:
			wait = refusal.After
		case bot.Retry, bot.Unknown, bot.Conflict:
		default:
			return refusal
		}
		c.log.WarnContext(ctx, "telegram does not answer", "method", method, "try", try+1, "wait", wait, "err", refusal)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

// backoff is 1 s, doubling to 30 s, and up to a quarter more.
func backoff(try int) time.Duration {
	d := min(time.Second<<min(try, 5), 30*time.Second)
	return d + rand.N(d/4)
}

// sleep waits and says whether ctx is still on.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
