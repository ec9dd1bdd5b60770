// Package postgrestest gives tests an empty database on a Postgres server: on one that it starts and ends itself, or on the
// one that MEDIUS_TEST_POSTGRES names. Where there is none, a test that asks for one skips, and says so.
package postgrestest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Env names the server to use, as the address of a database whose user may make schemas in it. The word "needed" instead lets
// tests fail where they would skip: for who has promised that there is a server.
const Env = "MEDIUS_TEST_POSTGRES"

const needed = "needed"

// Guarded is the role that a [Server] asks for a password; everybody else is let in.
const Guarded = "guarded"

// Database makes an empty database for a test and gives its address; it is gone when the test is over.
func Database(t testing.TB) string {
	t.Helper()
	return create(t, Address(t))
}

// Address is that of the server of all tests of a process.
func Address(t testing.TB) string {
	t.Helper()
	if named := os.Getenv(Env); named != "" && named != needed {
		return named
	}
	s, err := started()
	if err != nil {
		absent(t, err)
	}
	return s.Address("postgres")
}

var started = sync.OnceValues(begin)

// absent skips a test for which there is no server.
func absent(t testing.TB, why error) {
	t.Helper()
	if os.Getenv(Env) == needed {
		t.Fatalf("Postgres: %v", why)
	}
	t.Skipf("needs Postgres: %v; or name a server in %s", why, Env)
}

var number atomic.Int64

// create makes a schema of its own on a server: that is quicker than a database, and medius lives in one as in the other.
func create(t testing.TB, server string) string {
	t.Helper()
	name := fmt.Sprintf("medius_test_%d_%d", os.Getpid(), number.Add(1))
	do(t, server, "CREATE SCHEMA "+name)
	t.Cleanup(func() { do(t, server, "DROP SCHEMA IF EXISTS "+name+" CASCADE") })
	address, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("search_path", name)
	address.RawQuery = query.Encode()
	return address.String()
}

// do runs one statement.
func do(t testing.TB, server, statement string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
