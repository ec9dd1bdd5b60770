//go:build !unix

package postgrestest

import (
	"errors"
	"testing"
)

// Server is started on Unix only.
type Server struct{}

func begin() (*Server, error) { return nil, errors.New("no server is started on this system") }

// Start skips the test.
func Start(t testing.TB) *Server {
	t.Helper()
	_, err := begin()
	absent(t, err)
	return nil
}

// Address is never asked for.
func (*Server) Address(string) string { return "" }

// Database is never asked for.
func (*Server) Database(testing.TB) string { return "" }

// Guarded is never asked for.
func (*Server) Guarded(testing.TB, string) string { return "" }

// Stop is never asked for.
func (*Server) Stop(testing.TB) {}

// Resume is never asked for.
func (*Server) Resume(testing.TB) {}
