package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"medius/watch"
)

type healthCmd struct {
	Live bool          `help:"Ask only whether it goes round (/healthz), not whether it can do its work (/readyz)."`
	Wait time.Duration `help:"How long to wait for an answer." default:"5s"`
}

// Help is shown by medius healthcheck --help.
func (*healthCmd) Help() string {
	return `Asks the medius that runs with the same configuration, at the address in watch.listen. Exit status 0 means yes, and 1
no, with what is missing. It is what a container's HEALTHCHECK or a script can call.`
}

// Run asks and tells.
func (c *healthCmd) Run(ctx context.Context, w world, all *cli) error {
	s, err := w.settings(all.Config)
	if err != nil {
		return err
	}
	at, err := s.askAt()
	if err != nil {
		return err
	}
	path := "/readyz"
	if c.Live {
		path = "/healthz"
	}
	ctx, done := context.WithTimeout(ctx, c.Wait)
	defer done()
	report, err := askHealth(ctx, "http://"+at+path)
	if err != nil {
		if refused, ok := errors.AsType[*net.OpError](err); ok {
			err = refused.Err // who was asked is said already
		}
		return fail(unanswered(err), "%s: %w", at, err)
	}
	for _, f := range report.Checks {
		if f.OK {
			f.Says = "ok"
		}
		w.say("%s: %s", f.Name, f.Says)
	}
	if !report.OK {
		return fail("docs/watching.md says what to do", "medius is not well")
	}
	return nil
}

// askAt is where the running medius can be asked from this machine.
func (c Config) askAt() (string, error) {
	if c.Watch.Listen == "" {
		return "", fail("set watch.listen, such as 127.0.0.1:9743, for medius and for this command",
			"watch.listen is empty: there is nobody to ask")
	}
	host, port, err := net.SplitHostPort(c.Watch.Listen)
	if err != nil || port == "0" {
		return "", fail("name a port", "watch.listen: %s is no fixed address", c.Watch.Listen)
	}
	if addr, err := netip.ParseAddr(host); host == "" || err == nil && addr.IsUnspecified() {
		host = "127.0.0.1" // it listens everywhere, here too
	}
	return net.JoinHostPort(host, port), nil
}

// errSilent is of somebody who listens and does not answer.
var errSilent = errors.New("it does not answer in time")

// late tells whoever does not answer in time from whoever is not there.
func late(ctx context.Context, err error) error {
	if way, ok := errors.AsType[*net.OpError](err); ctx.Err() == nil || ok && way.Op == "dial" {
		return err
	}
	return errSilent
}

// unanswered is what to do when there was no report.
func unanswered(err error) string {
	if errors.Is(err, errSilent) {
		return "it runs, and is stuck or very busy: look again, then restart it"
	}
	return "is medius running with this configuration?"
}

// askHealth gets a report; that it is a bad one is no error.
func askHealth(ctx context.Context, url string) (watch.Report, error) {
	var report watch.Report
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return report, err
	}
	client := http.Client{Transport: &http.Transport{Proxy: nil}} // it is on this machine, whatever proxy there may be
	resp, err := client.Do(req)
	if err != nil {
		return report, late(ctx, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	if err != nil {
		return report, late(ctx, err)
	}
	if err := json.Unmarshal(answer, &report); err != nil || len(report.Checks) == 0 {
		return report, errors.New("what listens there is no medius: " + strings.TrimSpace(resp.Status))
	}
	return report, nil
}
