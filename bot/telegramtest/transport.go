package telegramtest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// errReset is what a client sees of a connection that was reset.
var errReset = errors.New("telegramtest: connection reset by peer")

// Transport answers requests inside the process, without a network, so that a bot can be tested on the virtual
// clock of testing/synctest: an http.Client with it waits only for channels and timers.
func (s *Server) Transport() http.RoundTripper { return inside{s} }

type inside struct{ s *Server }

// RoundTrip serves the request and ends with the request's context, as a connection would.
func (i inside) RoundTrip(r *http.Request) (*http.Response, error) {
	type outcome struct {
		answer *http.Response
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		answer, err := i.serve(r)
		done <- outcome{answer, err}
	}()
	select {
	case out := <-done:
		return out.answer, out.err
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

func (i inside) serve(r *http.Request) (answer *http.Response, err error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	page := &page{header: http.Header{}, status: http.StatusOK}
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case http.ErrAbortHandler:
			answer, err = nil, errReset
		default:
			panic(cause)
		}
	}()
	i.s.ServeHTTP(page, r)
	return &http.Response{
		Status: http.StatusText(page.status), StatusCode: page.status, Header: page.header, Request: r,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(page.body.Len()),
		Body: io.NopCloser(&page.body),
	}, nil
}

// page collects an answer.
type page struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (p *page) Header() http.Header            { return p.header }
func (p *page) WriteHeader(status int)         { p.status = status }
func (p *page) Write(part []byte) (int, error) { return p.body.Write(part) }
