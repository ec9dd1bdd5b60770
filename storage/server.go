package storage

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"time"

	"database/sql/driver"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// purpose is what connections to a server are for.
type purpose struct {
	limit    int           // how many there are at most
	wait     time.Duration // that the server gives to one statement; 0: for ever
	settings map[string]string
}

// Two instances have 28 connections at most, where a server usually allows 100. What is read in one transaction is of one
// moment, as it is in a file.
var (
	toWrite = purpose{limit: 8, wait: patience}
	toRead  = purpose{limit: readers, wait: patience, settings: map[string]string{
		"default_transaction_read_only": "on", "default_transaction_isolation": "repeatable read",
	}}
	toChange = purpose{limit: 2}
	toCopy   = purpose{limit: 1, settings: toRead.settings}
	// Of an instance that stands still in the middle of a transaction, others take over what it holds.
	toShare = purpose{limit: toWrite.limit, wait: patience, settings: map[string]string{"idle_in_transaction_session_timeout": "4000"}}
	// The server notices within seconds that a machine is gone, and with it whoever held the lock.
	toGuard = purpose{limit: 1, wait: patience, settings: map[string]string{
		"tcp_keepalives_idle": "3", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "2",
	}}
)

// dial prepares connections; the server is asked when the first one is used.
func dial(to *pgx.ConnConfig, p purpose, log *slog.Logger) (*gorm.DB, error) {
	config := to.Copy()
	config.ConnectTimeout = cmp.Or(config.ConnectTimeout, 5*time.Second)
	set := config.RuntimeParams
	set["application_name"] = cmp.Or(set["application_name"], "medius")
	set["timezone"] = "UTC"
	if p.wait > 0 {
		set["statement_timeout"] = ms(p.wait)
		set["idle_in_transaction_session_timeout"] = ms(2 * p.wait)
	}
	for name, value := range p.settings {
		set[name] = value
	}
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(p.limit)
	pool.SetMaxIdleConns(p.limit)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	slow := noticeable
	if p.wait == 0 {
		slow = 0 // it is meant to take long
	}
	return speak(dialect{&postgres.Dialector{Config: &postgres.Config{Conn: pool}}}, pool, slow, log)
}

func ms(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// dialect is gorm's own Postgres dialect with errors for the owner.
type dialect struct{ *postgres.Dialector }

// Translate gives the server's error one of gorm's names or of ours.
func (dialect) Translate(err error) error {
	switch codeOf(err) {
	case "23505": // unique_violation
		return gorm.ErrDuplicatedKey
	case "23503": // foreign_key_violation
		return gorm.ErrForeignKeyViolated
	case "23514": // check_violation
		return gorm.ErrCheckConstraintViolated
	}
	return explain(err)
}

// codeOf is the SQLSTATE a server answered with, "" for any other error.
func codeOf(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// calledOff tells whether the server has taken a transaction back that may well succeed the next time.
func calledOff(err error) bool {
	code := codeOf(err)
	// serialization_failure, deadlock_detected, idle_in_transaction_session_timeout
	return code == "40001" || code == "40P01" || code == "25P03"
}

// noTLS is what the driver says of a server without TLS. With sslmode=prefer it tries once more without, and something else is the matter.
const noTLS = "server refused TLS connection"

// withoutTLS says that nothing else kept the driver from connecting. It puts each of its tries on a line, below a heading or behind it.
func withoutTLS(err error) bool {
	tries := 0
	for line := range strings.Lines(err.Error()) {
		if line = strings.TrimSpace(line); line == "" || strings.HasSuffix(line, ":") {
			continue
		}
		if !strings.Contains(line, noTLS) {
			return false
		}
		tries++
	}
	return tries > 0
}

// serverReason is the owner's error for what a server, or the way to it, says; nil when there is none.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
func serverReason(err error) error {
	code := codeOf(err)
	if errors.Is(err, context.Canceled) {
		return nil // the program ends
	}
	switch code {
	case "28P01", "28000": // invalid_password, invalid_authorization_specification
		return ErrRefused
	case "42704", "22023": // undefined_object, invalid_parameter_value: of the settings in the address, where nothing else is named so
		if errors.As(err, new(*pgconn.ConnectError)) {
			return ErrAddress
		}
	case "3D000", "3F000": // invalid_catalog_name, invalid_schema_name
		return ErrMissing
	case "53100": // disk_full
		return ErrFull
	case "25006": // read_only_sql_transaction: a standby may take over at any time
		return ErrStandby
	case "42501": // insufficient_privilege
		return ErrReadOnly
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return ErrCorrupt
	case "57P01", "57P02", "57P03", "57P05", "53300": // shutdowns, starting up, too many connections
		return ErrUnreachable
	}
	if code == "" && withoutTLS(err) {
		return ErrNoTLS
	}
	var away *pgconn.ConnectError
	var network *net.OpError
	if len(code) > 1 && code[:2] == "08" || errors.As(err, &away) || errors.As(err, &network) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, net.ErrClosed) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrUnreachable
	}
	return nil
}
