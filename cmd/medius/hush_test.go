package main

import (
	"bufio"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// What net/http says of an answer that is longer than announced is a line of the log, without what stands in the answer.
func TestALibraryRepeatsNoWords(t *testing.T) {
	var said speech
	was, flags := log.Writer(), log.Flags()
	defer func() { log.SetOutput(was); log.SetFlags(flags) }()
	hush(slog.New(slog.NewJSONHandler(&said, nil)))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		c, err := listener.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		if _, err := http.ReadRequest(bufio.NewReader(c)); err != nil {
			return
		}
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
		time.Sleep(100 * time.Millisecond) // until the connection is idle
		_, _ = io.WriteString(c, `{"text":"WHISPER"}`)
		_, _ = io.Copy(io.Discard, c) // until it is closed
	}()
	wire := &http.Transport{}
	defer wire.CloseIdleConnections()
	answer, err := (&http.Client{Transport: wire}).Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(answer.Body); err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	for deadline := time.Now().Add(10 * time.Second); said.String() == ""; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it says nothing")
		}
	}
	if line := said.String(); strings.Contains(line, "WHISPER") || !strings.Contains(line, `"msg":"a library says","what":"Unsolicited response`) {
		t.Errorf("it said: %s", line)
	}
}
